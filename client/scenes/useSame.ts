import { useRef } from 'react'

/**
 * The value given before while the new one says the same: what the map draws is uploaded again only when it differs.
 * @param value plain data, small enough to be written down each second
 */
export function useSame<T>(value: T): T {
  const kept = useRef<{ readonly said: string; readonly value: T }>(undefined)
  const said = JSON.stringify(value)
  if (kept.current?.said !== said) kept.current = { said, value }
  return kept.current.value
}
