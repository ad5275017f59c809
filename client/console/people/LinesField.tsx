import { Labelled } from '../account/Labelled.tsx'

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
  return (
    <Labelled label={label} hint={hint}>
      {(field) => (
        <textarea
          {...field}
          rows={4}
          required
          spellCheck={false}
          value={value}
          onChange={({ target }) => onText(target.value)}
        />
      )}
    </Labelled>
  )
}

/** What stands in such a field, without what is empty. Commas and spaces part entries, too. */
export function linesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((line) => line !== '')
}
