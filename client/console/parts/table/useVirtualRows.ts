import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { usePrinting } from '../usePrinting.ts'

/** Drawn beyond what is in sight, so that a turn of the wheel does not outrun the rows. */
const OVERSCAN = 8

/** Rows come and go so many at a time: the frames between are scrolled without drawing anything. */
const AT_A_TIME = 4

/** A list as short as this is drawn whole: the browser finds in it what is out of sight. */
const SHORT = 50

/** The items of a long list that are drawn, and what moves among all of them. */
export interface VirtualRows {
  /** Places in the list, in order. What is between two of them stands empty. */
  readonly items: readonly { readonly index: number; readonly start: number; readonly end: number }[]
  /** Height of all items, drawn or not, CSS pixels. */
  readonly height: number
  /** To be given to each drawn item's element, with its place as `data-index`. */
  readonly measure: (element: HTMLElement | null) => void
  /** Up, Down, PageUp, PageDown, Home and End move between the rows (`data-row`), those not drawn included. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur: () => void
  scrollTo(index: number): void
}

/**
 * Draws of a long list what is in sight.
 * @param keyOf the same for the same item, wherever in the list it goes; another function only where the items are others, which all are gone through then
 * @param estimate height of an item before any has been measured, CSS pixels
 * @param above what stands over the first item and stays in sight, CSS pixels: the head of a table
 * @param isRow false of items that the keys pass over
 */
export function useVirtualRows({
  scroller,
  count,
  keyOf,
  estimate,
  above,
  isRow,
}: {
  scroller: RefObject<HTMLElement | null>
  count: number
  keyOf: (index: number) => string
  estimate: (index: number) => number
  above: number
  isRow: (index: number) => boolean
}): VirtualRows {
  const isWhole = usePrinting() || count <= SHORT
  /** The item that holds the focus stays drawn wherever the list is scrolled to: the focus would be lost with it. */
  const focused = useRef<string>(undefined)
  const awaited = useRef<number>(undefined)
  /** Height of most rows as they were drawn first: where it is right, a row that comes into sight moves nothing. */
  const [usual, setUsual] = useState<number>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new function has the heights of what is not drawn estimated anew
  const getItemKey = useCallback((index: number) => keyOf(index), [keyOf, usual])
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    getScrollElement: () => scroller.current,
    getItemKey,
    estimateSize: (index) => (usual !== undefined && isRow(index) ? usual : estimate(index)),
    overscan: OVERSCAN,
    scrollMargin: above,
    scrollPaddingStart: above,
    useFlushSync: false,
    rangeExtractor({ startIndex, endIndex, ...range }) {
      const inSight = defaultRangeExtractor({
        ...range,
        startIndex: startIndex - (startIndex % AT_A_TIME),
        endIndex: endIndex + AT_A_TIME - 1 - (endIndex % AT_A_TIME),
      })
      const held = focused.current === undefined ? -1 : placeOf(focused.current, count, keyOf, inSight)
      if (held < 0 || inSight.includes(held)) return inSight
      return held < (inSight[0] ?? 0) ? [held, ...inSight] : [...inSight, held]
    },
  })

  const focusDrawn = useCallback(
    (index: number): boolean => {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row]`)
      row?.focus({ preventScroll: true })
      return row !== null && row !== undefined
    },
    [scroller],
  )
  // Runs after every drawing: the row that a key asked for may be drawn only when the list has been scrolled to it.
  useLayoutEffect(() => {
    if (awaited.current !== undefined && focusDrawn(awaited.current)) awaited.current = undefined
  })

  useLayoutEffect(() => {
    if (usual !== undefined || isWhole) return
    const sizes = virtualizer
      .getVirtualItems()
      .filter(({ index }) => isRow(index))
      .map(({ size }) => size)
      .sort((a, b) => a - b)
    setUsual(sizes[sizes.length >> 1])
  })

  function scrollTo(index: number, align: 'auto' | 'center'): void {
    if (!isWhole) virtualizer.scrollToIndex(index, { align })
    else scroller.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: BLOCKS[align] })
  }

  function goTo(index: number): void {
    scrollTo(index, 'auto')
    awaited.current = focusDrawn(index) ? undefined : index
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')
    const item = from?.closest<HTMLElement>('[data-index]')
    if (item === undefined || item === null) return
    const place = Number(item.dataset.index)
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / Math.max(1, item.offsetHeight)) - 1)
    const ways: Readonly<Record<string, () => number | undefined>> = {
      ArrowDown: () => nearestRow(place + 1, 1, count, isRow),
      ArrowUp: () => nearestRow(place - 1, -1, count, isRow),
      PageDown: () => nearestRow(Math.min(count - 1, place + page), -1, count, isRow),
      PageUp: () => nearestRow(Math.max(0, place - page), 1, count, isRow),
      Home: () => nearestRow(0, 1, count, isRow),
      End: () => nearestRow(count - 1, -1, count, isRow),
    }
    const next = ways[event.key]?.()
    if (next === undefined) return
    event.preventDefault()
    goTo(next)
  }

  const items = isWhole
    ? Array.from({ length: count }, (_, index) => ({ index, start: 0, end: 0 }))
    : virtualizer.getVirtualItems().map(({ index, start, end }) => ({ index, start: start - above, end: end - above }))
  return {
    items,
    height: isWhole ? 0 : virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    onKeyDown,
    onFocus(event) {
      const index = event.target.closest<HTMLElement>('[data-index]')?.dataset.index
      focused.current = index === undefined ? undefined : keyOf(Number(index))
    },
    onBlur() {
      focused.current = undefined
    },
    scrollTo: (index) => scrollTo(index, 'center'),
  }
}

const BLOCKS = { auto: 'nearest', center: 'center' } as const

/** The place of an item, looked for near where it was first; -1 when it is gone. */
function placeOf(key: string, count: number, keyOf: (index: number) => string, near: readonly number[]): number {
  const close = near.find((index) => index < count && keyOf(index) === key)
  if (close !== undefined) return close
  for (let index = 0; index < count; index++) if (keyOf(index) === key) return index
  return -1
}

/** The first row from a place on; undefined when there is none that way. */
function nearestRow(from: number, step: 1 | -1, count: number, isRow: (index: number) => boolean): number | undefined {
  for (let index = from; index >= 0 && index < count; index += step) if (isRow(index)) return index
  return undefined
}
