/**
 * JSON in one form only (RFC 8785): keys in the order of their UTF-16 units, no spaces, numbers as ECMAScript writes them. What cannot be JSON
 * is left out of objects and is null in arrays, as `JSON.stringify` does it.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const given = value as Readonly<Record<string, unknown>>
  return Object.assign(
    Object.create(null),
    Object.fromEntries(
      Object.keys(given)
        .sort((a, b) => (a < b ? -1 : 1))
        .map((key) => [key, sorted(given[key])]),
    ),
  )
}
