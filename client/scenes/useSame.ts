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

/** The list given before, and of each entry the object given before, while every property of it is the same. */
export function useSameEach<T extends object>(list: readonly T[]): readonly T[] {
  const kept = useRef<readonly T[]>([])
  const next = list.map((each) => kept.current.find((known) => hasSame(known, each)) ?? each)
  if (next.length !== kept.current.length || next.some((each, i) => each !== kept.current[i])) kept.current = next
  return kept.current
}

function hasSame<T extends object>(a: T, b: T): boolean {
  return (Object.keys(b) as (keyof T)[]).every((name) => a[name] === b[name])
}
