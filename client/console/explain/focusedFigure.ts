const EXPLAINING = 'a[href*="explain="]'

/**
 * The link that explains the figure in focus: the focused link itself, else the first of its row or card. To be asked while nothing is
 * explained: then no other link's address asks for an explanation.
 */
export function focusedFigure(focused: Element | null): HTMLElement | null {
  if (focused === null) return null
  return (
    focused.closest<HTMLElement>(EXPLAINING) ??
    focused.closest('tr, li')?.querySelector<HTMLElement>(EXPLAINING) ??
    null
  )
}
