import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'
import { useLocation } from 'react-router'

/** Draws a dialog over the page. @param draw with what closes it */
type ShowDialog = (draw: (close: () => void) => ReactNode) => void

const DialogContext = createContext<ShowDialog | undefined>(undefined)

/**
 * Draws the dialogs that rows of lists open. A row leaves its list by what others do, or by being scrolled out of sight; the dialog that was opened from it
 * stays with what was typed, until it is closed or the page is left.
 */
export function DialogHost({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  const [shown, setShown] = useState<{ readonly draw: (close: () => void) => ReactNode; readonly id: number }>()
  const show: ShowDialog = useCallback((draw) => setShown((before) => ({ draw, id: (before?.id ?? 0) + 1 })), [])
  const close = useCallback(() => setShown(undefined), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has dialogs of its own
  useEffect(() => close, [pathname, close])
  return (
    <DialogContext value={show}>
      {children}
      {shown !== undefined && <Shown key={shown.id} draw={shown.draw} close={close} />}
    </DialogContext>
  )
}

function Shown({ draw, close }: { draw: (close: () => void) => ReactNode; close: () => void }) {
  return draw(close)
}

/** The way to open a dialog that outlives what opened it. */
export function useDialog(): ShowDialog {
  const show = use(DialogContext)
  if (show === undefined) throw new Error('no DialogHost around')
  return show
}
