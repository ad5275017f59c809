// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Block, Flow } from '../../../client/panels/Flow.tsx'
import { RoomContext, roomOf } from '../../../client/panels/room.ts'
import { ringAcross } from '../../../client/panels/SystemRing.tsx'
import { fillDomGaps } from '../../support/domGaps.ts'

/** Of a block, of one without its drawing, and of the line that says how many are left out. */
const [WHOLE, TIGHT, MORE] = [10, 6, 3]

beforeEach(() => {
  fillDomGaps()
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const height = this.dataset.more !== undefined ? MORE : this.dataset.tight !== undefined ? TIGHT : WHOLE
    return { height } as DOMRect
  })
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

it.each([
  ['one box, which the first fills', [{ left: 0, top: 0, right: 20, bottom: WHOLE }]],
  [
    'two, of which the second is filled',
    [
      { left: 0, top: 0, right: 20, bottom: 4 },
      { left: 0, top: 5, right: 20, bottom: 5 + WHOLE },
    ],
  ],
])('keeps a figure without its drawing rather than none, so that the rest can be told: %s', (_, boxes) => {
  const { container } = render(
    <RoomContext value={roomOf(boxes, 1)}>
      <Flow more={(left) => (left > 0 ? `và ${left} số liệu khác` : null)}>
        <Block>một</Block>
        <Block>hai</Block>
      </Flow>
    </RoomContext>,
  )
  const [first, second] = container.querySelectorAll<HTMLElement>('[data-block]')
  expect(first?.dataset.out).toBeUndefined()
  expect(first?.dataset.tight).toBe('')
  expect(second?.dataset.out).toBe('')
  const more = container.querySelector<HTMLElement>('[data-more]')
  expect(more?.textContent).toBe('và 1 số liệu khác')
  expect(more?.dataset.out).toBeUndefined()
})

it('gives up the height of a course first, then the course, and the size of a number last and of all numbers alike', () => {
  // Of a figure that stands whole, with a lower course, without it, and small; the second one is of a flood, and has more to say.
  const heights = { calm: [10, 9, 7, 5], flood: [13, 12, 10, 8] }
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const { tight, bare, small } = this.dataset
    const given = [tight, bare, small].filter((each) => each !== undefined).length
    const of = this.textContent === 'calm' || this.textContent === 'flood' ? heights[this.textContent] : []
    return { height: of[given] ?? 0 } as DOMRect
  })
  const given = (height: number) => {
    const boxes = [
      { left: 0, top: 0, right: 20, bottom: height },
      { left: 0, top: 50, right: 20, bottom: 50 + height },
    ]
    const { container } = render(
      <RoomContext value={roomOf(boxes, 1)}>
        <Flow more={() => null}>
          <Block>calm</Block>
          <Block>flood</Block>
        </Flow>
      </RoomContext>,
    )
    const said = [...container.querySelectorAll<HTMLElement>('[data-block]')].map(({ dataset }) =>
      ['tight', 'bare', 'small', 'tooHigh'].filter((name) => dataset[name] !== undefined).join(' '),
    )
    cleanup()
    return said
  }
  expect(given(13)).toEqual(['', ''])
  expect(given(12)).toEqual(['', 'tight'])
  expect(given(10)).toEqual(['', 'tight bare'])
  expect(given(9)).toEqual(['tight bare small', 'tight bare small'])
  expect(given(7)).toEqual(['tight bare small', 'tight bare small tooHigh'])
})

it('spares the line rather than the one thing that takes its turn, where it may', () => {
  const shown = (isLineSpared: boolean) => {
    const { container } = render(
      <RoomContext value={roomOf([{ left: 0, top: 0, right: 20, bottom: TIGHT + 1 }], 1)}>
        <Flow more={() => 'trang 2/6 · 18 cảnh báo'} isLineSpared={isLineSpared}>
          <Block>Cảng Trà Nóc: mất kết nối</Block>
        </Flow>
      </RoomContext>,
    )
    const isOut = (selector: string) => container.querySelector<HTMLElement>(selector)?.dataset.out === ''
    return { alert: !isOut('[data-block]'), line: !isOut('[data-more]') }
  }
  expect(shown(true)).toEqual({ alert: true, line: false })
  cleanup()
  expect(shown(false)).toEqual({ alert: false, line: true })
})

it.each([
  ['stand as they are where all have room', 3 * WHOLE, undefined, 0],
  ['are set tight where that leaves none out', 3 * TIGHT, '', 0],
  ['are set tight where more of them have room then', 2 * TIGHT + MORE, '', 1],
  ['stand as they are where tight no more of them have room', TIGHT + WHOLE / 2 + MORE, undefined, 2],
])('lines of a list %s', (_, height, tight, out) => {
  const { container } = render(
    <RoomContext value={roomOf([{ left: 0, top: 0, right: 20, bottom: height }], 1)}>
      <Flow more={(left) => (left > 0 ? `và ${left} nơi khác` : null)} isTightened gap={0}>
        <Block>một</Block>
        <Block>hai</Block>
        <Block>ba</Block>
      </Flow>
    </RoomContext>,
  )
  const blocks = [...container.querySelectorAll<HTMLElement>('[data-block]')]
  expect(blocks.map(({ dataset }) => dataset.tight)).toEqual([tight, tight, tight])
  expect(blocks.filter(({ dataset }) => dataset.out === '')).toHaveLength(out)
})

it('a ring leaves room below it for what it leaves out, however low its box', () => {
  const room = (height: number) => roomOf([{ left: 0, top: 0, right: 31, bottom: height }], 1)
  for (const height of [14, 16, 18.7, 22]) expect(ringAcross(room(height))).toBeLessThanOrEqual(height - 2.5)
  expect(ringAcross(room(40))).toBe(20)
  expect(ringAcross(room(3))).toBe(11.5)
})
