import { describe, expect, it } from 'vitest'
import { alongCourse } from '../../../client/map/flow/alongCourse.ts'
import { type Lane, lanesOf } from '../../../client/map/flow/lanes.ts'
import { drawArrows, drawStrokes, type Pen } from '../../../client/map/flow/strokes.ts'
import { createGrid, fillBox, LIES } from '../../../client/map/signs/grid.ts'
import { seenBy } from '../../../client/map/signs/seen.ts'
import { isWeak } from '../../../client/map/weakGpu.ts'

/** Notes each piece that is drawn, from where to where. */
function pen() {
  const pieces: [from: [number, number], to: [number, number]][] = []
  let last: [number, number] = [0, 0]
  const drawing: Pen = {
    strokeStyle: '',
    lineWidth: 1,
    lineCap: 'butt',
    globalAlpha: 1,
    beginPath: () => undefined,
    stroke: () => undefined,
    moveTo: (x, y) => {
      last = [x, y]
    },
    lineTo: (x, y) => {
      pieces.push([last, [x, y]])
      last = [x, y]
    },
  }
  return { drawing, pieces }
}

const lane: Lane = { step: 3, points: Array.from({ length: 200 }, (_, n) => [n * 3, 50]) }

describe('strokes on the river', () => {
  it.each([
    [0.6, 1],
    [-0.6, -1],
  ])('point the way the water runs: %d m/s', (speed, way) => {
    const { drawing, pieces } = pen()
    drawStrokes(drawing, [lane], speed, 3, 1, '#fff')
    expect(pieces.length).toBeGreaterThan(5)
    for (const [from, to] of pieces) expect(Math.sign(to[0] - from[0])).toBe(way)
  })

  it('have gone farther a moment later, the faster the water', () => {
    const heads = (speed: number, seconds: number) => {
      const { drawing, pieces } = pen()
      drawStrokes(drawing, [lane], speed, seconds, 1, '#fff')
      return pieces.at(-1)?.[1][0] ?? 0
    }
    expect(heads(0.2, 0.4) - heads(0.2, 0)).toBeCloseTo(0.2 * 0.4 * 34, 3)
    expect(heads(0.8, 0.4) - heads(0.8, 0)).toBeCloseTo(0.8 * 0.4 * 34, 3)
  })

  it('stay on their lane, however wild the number', () => {
    const { drawing, pieces } = pen()
    drawStrokes(drawing, [lane], 1e6, 1e5, 1, '#fff')
    for (const [, [x, y]] of pieces) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(600)
      expect(y).toBe(50)
    }
  })

  it('are arrows that say the same where nothing moves', () => {
    const { drawing, pieces } = pen()
    drawArrows(drawing, [lane], -0.6, 1, '#fff')
    const [shaft] = pieces
    expect((shaft?.[1][0] ?? 0) - (shaft?.[0][0] ?? 0)).toBeLessThan(0)
  })
})

describe('lanes', () => {
  const [WIDTH, HEIGHT] = [800, 400]
  const seen = seenBy({ lng: 105.7, lat: 10, zoom: 11, bearing: 0, pitch: 0 }, WIDTH, HEIGHT)
  const course = [
    [105.6, 10],
    [105.8, 10],
  ]
  const river = () => {
    const grid = createGrid(WIDTH, HEIGHT, 3)
    fillBox(grid, { left: 0, top: 180, right: WIDTH, bottom: 230 }, LIES.water)
    return grid
  }

  it('lie within the water, around its middle, from upstream to downstream', () => {
    const lanes = lanesOf(course, seen, river(), 1)
    expect(lanes.length).toBeGreaterThan(3)
    for (const { points } of lanes) {
      for (const [, y] of points) expect(y > 180 && y < 230).toBe(true)
      expect(points.at(-1)?.[0] ?? 0).toBeGreaterThan(points[0]?.[0] ?? 0)
    }
  })

  it('end before what stands on the river', () => {
    const grid = river()
    fillBox(grid, { left: 380, top: 150, right: 440, bottom: 260 }, LIES.taken)
    const xs = lanesOf(course, seen, grid, 1).flatMap(({ points }) => points.map(([x]) => x))
    expect(xs.filter((x) => x > 383 && x < 437)).toEqual([])
  })
})

describe('along the course', () => {
  it('counts from the sea upward, and knows what stands on another water', () => {
    const course = [
      [105.4, 10.4],
      [105.8, 10],
      [106.2, 9.6],
    ]
    const [up, down, far] = [
      alongCourse(course, 105.5, 10.3),
      alongCourse(course, 106, 9.8),
      alongCourse(course, 105.6, 10),
    ]
    expect(up?.km ?? 0).toBeGreaterThan((down?.km ?? 0) + 60)
    expect(up?.beside ?? 9).toBeLessThan(0.1)
    expect(far?.beside ?? 0).toBeGreaterThan(10)
    expect(alongCourse([], 105, 10)).toBeUndefined()
  })
})

describe('a weak graphics processor', () => {
  it.each([
    ['ANGLE (Mesa, llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5)', true],
    ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)', true],
    ['ANGLE (NVIDIA, NVIDIA RTX A2000, OpenGL 4.6)', false],
    ['', false],
  ])('%s: %s', (renderer, weak) => {
    expect(isWeak(renderer)).toBe(weak)
  })
})
