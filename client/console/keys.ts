import { RANGES } from './address.ts'

/**
 * The console's keys, in the order in which the help lists them: what is pressed, as `keyName` calls it. What acts on the whole page is bound by
 * `useConsoleKeys`; the others belong to what has the focus, and are bound there.
 */
export const KEYS = {
  search: ['/', 'ctrl+k'],
  explain: ['e'],
  kpi: ['[', ']'],
  range: RANGES.map((_, place) => String(place + 1)),
  up: ['u'],
  map: ['m'],
  list: ['l'],
  history: ['h'],
  alerts: ['a'],
  acknowledge: ['t'],
  pick: ['x'],
  rows: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'],
  chart: ['ArrowLeft', 'ArrowRight', 'Home', 'End'],
  splitter: ['ArrowLeft', 'ArrowRight', 'Home', 'End'],
  close: ['Escape'],
  help: ['?'],
} as const satisfies Record<string, readonly string[]>

export type KeyAction = keyof typeof KEYS

/** What has the focus binds these itself. */
type FocusAction = 'acknowledge' | 'pick' | 'rows' | 'chart' | 'splitter'
export type PageAction = Exclude<KeyAction, FocusAction>

/** By key: what is to be done, told which of the action's keys it was. */
export function boundKeys(
  actions: Readonly<Record<PageAction, (place: number) => void>>,
): Readonly<Record<string, () => void>> {
  return Object.fromEntries(
    (Object.keys(actions) as PageAction[]).flatMap((action) =>
      KEYS[action].map((key, place) => [key, () => actions[action](place)] as const),
    ),
  )
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
}

/** A key as it stands on a keyboard. */
export function keySign(key: string): string {
  return (
    SIGNS[key] ?? key.replace(/(^|\+)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
  )
}
