import type { ReactNode } from 'react'
import { Labelled } from './Labelled.tsx'

/** A choice of a few. @param children its options */
export function Choice({
  label,
  hint,
  value,
  required = false,
  onValue,
  children,
}: {
  label: string
  hint?: ReactNode
  value: string
  required?: boolean
  onValue: (value: string) => void
  children: ReactNode
}) {
  return (
    <Labelled label={label} hint={hint}>
      {(field) => (
        <select {...field} required={required} value={value} onChange={({ target }) => onValue(target.value)}>
          {children}
        </select>
      )}
    </Labelled>
  )
}
