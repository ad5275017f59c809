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
  /** What was typed and not sent: `live/drafts.ts`. */
  drafts: 'ioc.drafts',
  /** Whose notices this browser takes while it is closed. */
  push: 'ioc.push',
  /** Who sat here last, and what they may read without a line: `live/kept.ts`. */
  reader: 'ioc.reader',
  work: 'ioc.work',
  workLists: 'ioc.workLists',
} as const
type Remembered = keyof typeof NAMES

/**
 * What was chosen on this page and the browser does not keep: it holds until the page reloads. A policy may forbid storage altogether (then
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
  try {
    localStorage.setItem(NAMES[what], text)
    chosen.delete(what)
    return true
  } catch {
    chosen.set(what, text)
    return false
  }
}

export function forget(what: Remembered): void {
  chosen.delete(what)
  try {
    localStorage.removeItem(NAMES[what])
  } catch {
    // What may not be reached was never kept.
  }
}
