import { type RefObject, useLayoutEffect, useState } from 'react'
import type { ChartColors } from './chartOptions.ts'

/** A canvas cannot use CSS variables: they are read where it stands, and again when the theme changes. Undefined until it stands. */
export function useChartColors(place: RefObject<HTMLElement | null>): ChartColors | undefined {
  const [colors, setColors] = useState<ChartColors>()
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    const read = () => {
      const style = getComputedStyle(element)
      const of = (name: string) => style.getPropertyValue(name).trim()
      setColors({
        text: of('--text-3'),
        line: of('--line'),
        series: [1, 2, 3, 4, 5].map((place) => of(`--series-${place}`)),
        limit: of('--near'),
        target: of('--text-2'),
      })
    }
    read()
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [place])
  return colors
}
