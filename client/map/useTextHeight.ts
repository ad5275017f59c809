import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * Tells how high a text is, px: at once when whoever draws it has drawn other letters, for a page that gets few frames would else have something on
 * the longer text for seconds; and when its box changes. The same letters are not measured again: each look makes the browser lay out the whole page.
 * @param onHeight the same function each time
 */
export function useTextHeight<T extends HTMLElement>(onHeight: (height: number) => void): RefObject<T | null> {
  const text = useRef<T>(null)
  const measured = useRef<string>(undefined)
  useLayoutEffect(() => {
    const element = text.current
    if (element === null || element.textContent === measured.current) return
    measured.current = element.textContent
    onHeight(element.offsetHeight)
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
