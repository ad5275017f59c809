/** What a screen remembers between two visits, and under which name the browser keeps it. */
const NAMES = {
  language: 'ioc.language',
  theme: 'ioc.console.theme',
  singleKeys: 'ioc.console.singleKeys',
  split: 'ioc.console.split',
  wall: 'wall.settings',
  /** Whether new alerts ring here. */
  bell: 'ioc.console.bell',
  /** What was written and the hub may not have yet. */
  replies: 'ioc.replies',
  /** The lists of work as they were last loaded. */
  work: 'ioc.work',
} as const
type Remembered = keyof typeof NAMES

/**
 * What was chosen on this page: it holds until the page reloads where the browser keeps nothing. A policy may forbid storage altogether (then
 * to read the property throws), or it may be full.
 */
const chosen = new Map<Remembered, string>()

/** What was remembered last; null when nothing was, or nothing may be. */
export function recall(what: Remembered): string | null {
  const here = chosen.get(what)
  if (here !== undefined) return here
  try {
    return localStorage.getItem(NAMES[what])
  } catch {
    return null
  }
}

/** @returns whether the browser keeps it; if not, this page alone remembers it */
export function remember(what: Remembered, text: string): boolean {
  chosen.set(what, text)
  try {
    localStorage.setItem(NAMES[what], text)
    return true
  } catch {
    return false
  }
}
