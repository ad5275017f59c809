import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'
import { MOST_GROWTH } from './limits.ts'

const MS = 60_000

it(
  'a minute of whatever doors may be given, and may not, leaves the hub alive, with an answer to everything, no fault of its own, and no larger',
  async () => {
    const seed = Math.floor(Math.random() * 1e6)
    const { findings, heap, sent } = await fuzz({ ms: MS, seed, tell: () => undefined })
    expect({ seed, findings }).toEqual({ seed, findings: [] })
    expect(Object.keys(sent).sort()).toEqual([
      'addresses',
      'commands',
      'events',
      'files',
      'frames',
      'messages',
      'queries',
      'screens',
    ])
    expect(heap.late / heap.early).toBeLessThanOrEqual(MOST_GROWTH)
  },
  4 * MS,
)
