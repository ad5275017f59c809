import { useId } from 'react'
import '../account/form.css'

/** Several entries, one a line. */
export function LinesField({
  label,
  hint,
  value,
  onText,
}: {
  label: string
  hint: string
  value: string
  onText: (text: string) => void
}) {
  const id = useId()
  return (
    <div className="form__field">
      <label className="form__label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="form__input"
        aria-describedby={`${id}-hint`}
        rows={4}
        required
        spellCheck={false}
        value={value}
        onChange={({ target }) => onText(target.value)}
      />
      <span id={`${id}-hint`} className="form__hint">
        {hint}
      </span>
    </div>
  )
}

/** What stands in such a field, without what is empty. Commas and spaces part entries, too. */
export function linesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((line) => line !== '')
}
