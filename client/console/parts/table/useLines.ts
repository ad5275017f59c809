import { useRef } from 'react'

/**
 * Lines of a list, made anew with every rendering; a line that says the same stays the same object, and so does the list while all of them
 * do: what has not changed is neither put in order nor drawn again.
 * @param make its fields, and the fields of objects in them, are compared as they are
 */
export function useLines<Row, Line extends object>(
  rows: Iterable<Row>,
  keyOf: (line: Line) => string,
  make: (row: Row) => Line | undefined,
): readonly Line[] {
  const kept = useRef<{ list: readonly Line[]; byKey: ReadonlyMap<string, Line> }>({ list: [], byKey: new Map() })
  const before = kept.current
  const list: Line[] = []
  const byKey = new Map<string, Line>()
  let isSame = true
  for (const row of rows) {
    const made = make(row)
    if (made === undefined) continue
    const key = keyOf(made)
    const known = before.byKey.get(key)
    const line = known !== undefined && saysTheSame(known, made) ? known : made
    isSame &&= line === before.list[list.length]
    list.push(line)
    byKey.set(key, line)
  }
  if (isSame && list.length === before.list.length) return before.list
  kept.current = { list, byKey }
  return list
}

function saysTheSame<Line extends object>(a: Line, b: Line): boolean {
  for (const field in b) if (!isSame(a[field], b[field])) return false
  return true
}

/** Rows of feeds are compared as objects: they never change. What was worked out of them is another object each time. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isPlain(a) || !isPlain(b)) return false
  for (const field in b) if (!Object.is(a[field], b[field])) return false
  return Object.keys(a).length === Object.keys(b).length
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
