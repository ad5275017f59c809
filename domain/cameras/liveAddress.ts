/**
 * Whether an address carries a user name or password before its host. Everybody who may see the camera is given the address, and what is in it
 * along with it. The host ends as browsers read it: at a backslash, too, and without tabs and line breaks.
 */
export function hasLogin(url: string): boolean {
  const [host = ''] = url
    .replaceAll(/[\t\n\r]/g, '')
    .replace(/^https?:[/\\]*/i, '')
    .split(/[/\\?#]/, 1)
  return host.includes('@')
}

/** The same text without what logs in, wherever it has addresses. */
export function withoutLogins(text: string): string {
  return text.replaceAll(/(https?:[/\\]*)[^/\\?#\s"]*@/gi, '$1***@')
}
