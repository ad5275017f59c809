import { useEffect, useRef, useState } from 'react'

/**
 * The latest value, changed at most once in `everyMs`: a figure read from six metres settles, it does not flicker. The first
 * change after a rest shows at once.
 */
export function useSteady<T>(value: T, everyMs = 1000): T {
  const [steady, setSteady] = useState(value)
  const changedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (Object.is(value, steady)) return
    const wait = changedAt.current + everyMs - performance.now()
    const show = () => {
      changedAt.current = performance.now()
      setSteady(() => value)
    }
    if (wait <= 0) {
      show()
      return
    }
    const timer = setTimeout(show, wait)
    return () => clearTimeout(timer)
  }, [value, steady, everyMs])
  return steady
}
