/** An address of a broker without who logs in there, and the name and password that stood in it; '' where none did. */
export function brokerLogin(address: string): {
  readonly url: string
  readonly username: string
  readonly password: string
} {
  const url = new URL(address)
  const [username, password] = [decoded(url.username), decoded(url.password)]
  url.username = ''
  url.password = ''
  return { url: url.href, username, password }
}

/** Percent signs that encode nothing stand for themselves. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
