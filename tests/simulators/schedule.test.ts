import { expect, it } from 'vitest'
import { progressLine } from '../../simulators/progressLine.ts'
import { createSchedule } from '../../simulators/schedule.ts'
import { cityClock } from './support.ts'

it('runs each job at once and then at its own moments, and none after it was stopped', async () => {
  const clock = cityClock('2026-11-23T09:00:00+07:00')
  const start = clock.now()
  const ran: Record<string, number[]> = { early: [], late: [] }
  const job = (name: string, phase: number) => ({
    everyMs: 10_000,
    phase,
    run: (at: number) => ran[name]?.push(at - start),
  })
  const schedule = createSchedule({ clock, jobs: [job('early', 0), job('late', 0.3)] })
  await clock.advance(5_000)
  expect(ran).toEqual({ early: [], late: [] })
  schedule.start()
  await clock.advance(30_000)
  expect(ran).toEqual({ early: [0, 10_000, 20_000, 30_000], late: [3_000, 13_000, 23_000, 33_000] })
  schedule.stop()
  await clock.advance(60_000)
  expect(ran.early?.length).toBe(4)
})

it('does not make up in a burst for what a held-up process missed', () => {
  let now = 1_000_000_000_000
  let tick = () => undefined as unknown
  const clock = {
    now: () => now,
    every(_ms: number, each: () => void) {
      tick = each
      return () => undefined
    },
  }
  const ran: number[] = []
  const schedule = createSchedule({ clock, jobs: [{ everyMs: 1_000, phase: 0, run: (at) => void ran.push(at) }] })
  schedule.start()
  tick()
  now += 60_500
  tick()
  now += 500
  tick()
  expect(ran).toEqual([1_000_000_000_000, 1_000_000_060_000, 1_000_000_061_000])
})

it('the progress line is rewritten on a terminal and thinned out in a log', () => {
  const written = (isTTY: boolean) => {
    const texts: string[] = []
    const line = progressLine({ write: (text) => texts.push(text), isTTY })
    line.show('building')
    for (let n = 1; n <= 100; n++) line.show(`history: ${n} of 100`)
    line.done()
    return texts
  }
  expect(written(true).length).toBe(102)
  expect(written(true).at(-1)).toBe('\n')
  const log = written(false)
  expect(log[0]).toBe('building\n')
  expect(log[1]).toBe('history: 1 of 100\n')
  expect(log.at(-1)).toBe('history: 100 of 100\n')
  expect(log.length).toBeLessThan(8)
})
