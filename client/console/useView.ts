import { useCallback, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Page } from '../../domain/pages.ts'
import { addressOf, onPage, type View, viewOf } from './address.ts'

/** The view in the address bar and the ways to change it. */
export interface ViewInHand {
  readonly view: View
  /** Address of this view with a change: for links. */
  to(change: Partial<View>): string
  /** Address of another page, keeping KPI and range. */
  toPage(page: Page): string
  /** Changes the view; the step back leads to where one was. */
  change(change: Partial<View>): void
  /** Changes the view in its place: for what is typed or dragged, of which no step is one to go back to. */
  replace(change: Partial<View>): void
  open(page: Page): void
}

export function useView(): ViewInHand {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const view = useMemo(() => viewOf(pathname, search), [pathname, search])
  const to = useCallback((change: Partial<View>) => addressOf({ ...view, ...change }), [view])
  const toPage = useCallback((page: Page) => addressOf(onPage(view, page)), [view])
  const change = useCallback((next: Partial<View>) => void navigate(to(next)), [navigate, to])
  const replace = useCallback((next: Partial<View>) => void navigate(to(next), { replace: true }), [navigate, to])
  const open = useCallback((page: Page) => void navigate(toPage(page)), [navigate, toPage])
  return useMemo(() => ({ view, to, toPage, change, replace, open }), [view, to, toPage, change, replace, open])
}
