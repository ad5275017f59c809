/** Value of a cookie; of two that have its name the first, as RFC 6265 orders them. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  for (const each of (header ?? '').split(';')) {
    const [key, ...value] = each.trim().split('=')
    if (key === name) return value.join('=')
  }
  return undefined
}
