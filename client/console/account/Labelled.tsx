import { type ReactNode, useId } from 'react'
import './form.css'

/** What a control takes on so that its label and its hint are its own. */
interface Labelling {
  id: string
  className: string
  'aria-describedby': string | undefined
}

/** Something to fill in, with what it is called above it and what is expected below. */
export function Labelled({
  label,
  hint,
  children,
}: {
  label: string
  hint?: ReactNode
  children: (field: Labelling) => ReactNode
}) {
  const id = useId()
  return (
    <div className="form__field">
      <label className="form__label" htmlFor={id}>
        {label}
      </label>
      {children({ id, className: 'form__input', 'aria-describedby': hint === undefined ? undefined : `${id}-hint` })}
      {hint !== undefined && (
        <span id={`${id}-hint`} className="form__hint">
          {hint}
        </span>
      )}
    </div>
  )
}
