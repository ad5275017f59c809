/**
 * JSON in one form only (RFC 8785): keys in the order of their UTF-16 units, no spaces, numbers as ECMAScript writes them. What cannot be JSON
 * is left out of objects and is null in arrays, as `JSON.stringify` does it.
 */
export function canonicalJson(value: unknown): string {
  return written(value) ?? 'null'
}

function written(value: unknown): string | undefined {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const given = value as Readonly<Record<string, unknown>>
  // The order of UTF-16 units is that of `sort` without a comparison.
  const fields = Object.keys(given)
    .sort()
    .flatMap((key) => {
      const field = written(given[key])
      return field === undefined ? [] : [`${JSON.stringify(key)}:${field}`]
    })
  return `{${fields.join(',')}}`
}
