import { type KeyboardEvent, useCallback } from 'react'

/** Up, Down, Home and End move between the row links (`data-row`) of a table or list that has the focus. */
export function useRowKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  return useCallback((event) => {
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')
    if (from === null) return
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
    const place = links.indexOf(from)
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: links.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    links[Math.min(links.length - 1, Math.max(0, next))]?.focus()
  }, [])
}
