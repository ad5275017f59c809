/** Rules of alerts about who is not heard any more. */
const SILENCE_RULES: ReadonlySet<string> = new Set([
  ...['sensor.lost', 'sensor.manyLost', 'camera.lost', 'camera.manyLost'],
  ...['link.silent', 'system.silent'],
])

/** Whether an alert says that a source, or many, fell silent; judged by a hub that could have heard them. */
export function isOfSilence({ rule }: { readonly rule: string }): boolean {
  return SILENCE_RULES.has(rule)
}
