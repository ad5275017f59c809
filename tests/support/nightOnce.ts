import { describe, expect, it, vi } from 'vitest'
import { nightTable, playNight } from '../play/night/night.ts'
import { findMosquitto } from './mosquitto.ts'

/** Failures of the hub, its broker and its store; all others touch a line, a browser, a machine or a source. */
const CENTRE: readonly string[] = [
  ...['hub killed and started', 'hub gone for long', 'a new version'],
  ...['broker gone', 'broker stalled', 'store does not write'],
]

/**
 * Tests each failure of one half of the night once, those that do not touch each other at the same time; an hour of all of them is `npm run night`.
 * Each half is a file of its own: both wait for what takes its time, and do so at once.
 */
export function testNight(half: 'centre' | 'rest', what: string): void {
  vi.setConfig({ testTimeout: 600_000 })
  describe.runIf(findMosquitto() !== undefined)(
    'through a bad night every wall ends with live truth, untouched, and nothing stale looks live',
    () => {
      it(`${what} fail`, async () => {
        const said: string[] = []
        const { findings, recoveries, samples, compared } = await playNight({
          ...{ seed: 7, minutes: 0 },
          comes: (name) => CENTRE.includes(name) === (half === 'centre'),
          tell: (line) => said.push(line),
        })
        expect(findings, [...said, nightTable(recoveries)].join('\n')).toEqual([])
        expect(recoveries.filter(({ backAfterMs }) => backAfterMs === null)).toEqual([])
        expect(samples).toBeGreaterThan(100)
        expect(compared).toBeGreaterThan(200)
      })
    },
  )
}
