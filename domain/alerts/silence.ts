import type { Language } from '../text.ts'
import type { Alert } from './alert.ts'
import { courseText } from './course.ts'

/** Rules of alerts about who is not heard any more. */
const SILENCE_RULES: ReadonlySet<string> = new Set([
  ...['sensor.lost', 'sensor.manyLost', 'camera.lost', 'camera.manyLost'],
  ...['link.silent', 'system.silent'],
])

/** How many of many: `12/15`. */
const SHARE = /^\d+\/\d+(?= )/

/**
 * What an alert of silence is about, by its name alone: its title says the name, a colon and what is wrong.
 * @returns of many sources with how many of them: `Mực nước (12/15)`, `Mực nước (9/15 · cao nhất 12 thiết bị lúc 14:05 23/11/2026 · nay 9 thiết bị)`
 */
export function silentName(alert: Alert, language: Language): string {
  const title = alert.title[language]
  const colon = title.lastIndexOf(': ')
  if (colon < 0) return title
  const share = SHARE.exec(title.slice(colon + 2))?.[0]
  const told = [share, courseText(alert, ['peak', 'now'], language)].filter((part) => part !== undefined && part !== '')
  return `${title.slice(0, colon)}${told.length === 0 ? '' : ` (${told.join(' · ')})`}`
}

/** Whether an alert says that a source, or many, fell silent; judged by a hub that could have heard them. */
export function isOfSilence({ rule }: { readonly rule: string }): boolean {
  return SILENCE_RULES.has(rule)
}
