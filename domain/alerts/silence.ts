/** Rules of alerts about who is not heard any more. */
const SILENCE_RULES: ReadonlySet<string> = new Set([
  ...['sensor.lost', 'sensor.manyLost', 'camera.lost', 'camera.manyLost'],
  ...['link.silent', 'system.silent'],
])

/** How many of many: `12/15`. */
const SHARE = /^\d+\/\d+(?= )/

/**
 * What an alert of silence is about, by its name alone: its title says the name, a colon and what is wrong.
 * @returns of many sources with how many of them: `Mực nước (12/15)`
 */
export function silentName(title: string): string {
  const colon = title.lastIndexOf(': ')
  if (colon < 0) return title
  const share = SHARE.exec(title.slice(colon + 2))?.[0]
  return `${title.slice(0, colon)}${share === undefined ? '' : ` (${share})`}`
}

/** Whether an alert says that a source, or many, fell silent; judged by a hub that could have heard them. */
export function isOfSilence({ rule }: { readonly rule: string }): boolean {
  return SILENCE_RULES.has(rule)
}
