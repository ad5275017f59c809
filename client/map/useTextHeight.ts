import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * Tells how high a text is, px: at once when whoever draws it draws anew, for a page that gets few frames would else have something on the longer
 * text for seconds; and when its box or its letters change.
 * @param onHeight the same function each time
 */
export function useTextHeight<T extends HTMLElement>(onHeight: (height: number) => void): RefObject<T | null> {
  const text = useRef<T>(null)
  useLayoutEffect(() => {
    if (text.current !== null) onHeight(text.current.offsetHeight)
  })
  useLayoutEffect(() => {
    const element = text.current
    if (element === null) return
    const observer = new ResizeObserver(() => onHeight(element.offsetHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [onHeight])
  return text
}
