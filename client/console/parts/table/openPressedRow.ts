import type { MouseEvent } from 'react'

/** What does something of its own when it is pressed. */
const PRESSED_ITSELF = 'a, button, input, select, textarea, label, summary'

/** Opens the row that was pressed beside everything in it that does something of its own, as the row's own link does for the keyboard. */
export function openPressedRow({ target }: MouseEvent<HTMLElement>): void {
  if (!(target instanceof Element) || target.closest(PRESSED_ITSELF) !== null) return
  // Whoever marks words of a row to copy them does not ask for what the row opens to.
  if (window.getSelection()?.isCollapsed === false) return
  target.closest('[data-key]')?.querySelector<HTMLElement>('[data-opens]')?.click()
}
