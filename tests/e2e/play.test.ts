import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import { play } from '../play/play.ts'
import { findMosquitto } from '../support/mosquitto.ts'

/** The hour of faults, cut to a minute and a half; at its full length it is `npm run play`. */
describe.runIf(findMosquitto() !== undefined)('a minute and a half of faults on a working morning', () => {
  it('no figure on wall or console is wrong, unexplained or contradicted by another', {
    timeout: 420_000,
  }, async () => {
    const said: string[] = []
    const { findings, looks, figures } = await play({
      edition: '2021',
      minutes: 1.5,
      seed: 4,
      now: Date.parse('2026-11-30T08:30:00+07:00'),
      historyMs: 5 * HOUR_MS,
      statisticsMs: 35 * DAY_MS,
      lookEveryMs: 2_000,
      tell: (line) => said.push(line),
    })
    expect(findings, said.join('\n')).toEqual([])
    expect(looks).toBeGreaterThan(3)
    expect(figures).toBeGreaterThan(300)
  })
})
