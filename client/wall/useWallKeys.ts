import { useEffect } from 'react'

/** The wall has no pointer: `S` or `,` opens its settings, the arrows turn the page. */
export function useWallKeys(open: () => void, turn: (by: 1 | -1) => void, busy: boolean): void {
  useEffect(() => {
    if (busy) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 's' || event.key === 'S' || event.key === ',') open()
      else if (event.key === 'ArrowRight') turn(1)
      else if (event.key === 'ArrowLeft') turn(-1)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [open, turn, busy])
}
