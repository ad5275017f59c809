import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Inner size of an element in CSS pixels, and what one rem is there. */
export interface Box {
  readonly width: number
  readonly height: number
  readonly rem: number
}

/** Measures an element and every change of its size. Undefined until it has been laid out. */
export function useBox<E extends HTMLElement>(): [RefObject<E | null>, Box | undefined] {
  const ref = useRef<E | null>(null)
  const [box, setBox] = useState<Box>()
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      const next = { width: element.clientWidth, height: element.clientHeight, rem }
      setBox((old) =>
        old !== undefined && old.width === next.width && old.height === next.height && old.rem === next.rem
          ? old
          : next,
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    // Padding is part of the inner size; alone it changes nothing of the content box, which is what is watched unless said.
    observer.observe(element, { box: 'border-box' })
    return () => observer.disconnect()
  }, [])
  return [ref, box]
}
