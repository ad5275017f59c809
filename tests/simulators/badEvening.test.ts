import { expect, it } from 'vitest'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { PlayedStoryline } from '../../domain/storylines.ts'
import { STORYLINES } from '../../domain/storylines.ts'
import { MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import { createRandom } from '../../simulators/random.ts'
import { badEvening } from '../../simulators/storylines/badEvening.ts'
import { CALM } from '../../simulators/storylines/effects.ts'
import { followStoryline } from '../../simulators/storylines/follow.ts'
import { until } from '../support/until.ts'

const random = createRandom(7)
const { lastsMs } = STORYLINES.badEvening
const level = (sinceMs: number, calm = 1.2) =>
  badEvening(random, sinceMs).measured('waterLevel', 'MN-CAN-THO', { level: calm }).level ?? Number.NaN
const ids = Array.from({ length: 83 }, (_, n) => `MC-${31_117 + n}`)

it('has the river over its third alert, and violent rain, for longer than either must last to be told', () => {
  const third = SENSOR_KINDS.waterLevel.thresholds.find(({ id }) => id === 'alert3')
  const violent = SENSOR_KINDS.rain.thresholds.find(({ id }) => id === 'violentRate')
  const seconds = Array.from({ length: lastsMs / SECOND_MS }, (_, n) => n * SECOND_MS)
  const over = seconds.filter((at) => level(at) >= (third?.at ?? 99)).length * SECOND_MS
  const rain = seconds.filter(
    (at) => (badEvening(random, at).measured('rain', 'MUA-X', { rate: 0, day: 3 }).rate ?? 0) >= (violent?.at ?? 999),
  )
  expect(over).toBeGreaterThan((third?.holdMs ?? 0) + MINUTE_MS / 2)
  expect(rain.length * SECOND_MS).toBeGreaterThan((violent?.holdMs ?? 0) + MINUTE_MS / 2)
})

it('begins and ends with the city as it is, and never lowers what is higher already', () => {
  for (const at of [0, lastsMs]) {
    expect(level(at)).toBe(1.2)
    expect(ids.filter(badEvening(random, at).isSilent)).toEqual([])
    expect(badEvening(random, at).isCutOff).toBe(false)
  }
  expect(level(2 * MINUTE_MS, 2.6)).toBe(2.6)
  const windless = { pm25: 12 }
  expect(badEvening(random, 2 * MINUTE_MS).measured('airQuality', 'KK-1', windless)).toBe(windless)
})

it('darkens some halls and not all, and cuts the city off for half a minute', () => {
  const dark = ids.filter(badEvening(random, 2 * MINUTE_MS).isSilent)
  expect(dark.length).toBeGreaterThan(5)
  expect(dark.length).toBeLessThan(60)
  expect(badEvening(random, 2.6 * MINUTE_MS).isCutOff).toBe(true)
  expect(badEvening(random, 3.1 * MINUTE_MS).isCutOff).toBe(false)
})

it('is played as the hub says, goes on to its end while the hub is away, and stops when somebody ends it', async () => {
  const played: PlayedStoryline = { storyline: 'badEvening', by: 'Nguyễn An', at: 0, until: lastsMs }
  let answer: PlayedStoryline | null | undefined = played
  let asked = 0
  const follower = followStoryline({
    random,
    ask: async () => {
      asked++
      return answer
    },
  })
  expect(follower.effects(MINUTE_MS)).toBe(CALM)
  follower.start()
  await until(() => follower.effects(2.6 * MINUTE_MS).isCutOff)
  answer = undefined
  const before = asked
  await until(() => asked > before + 1)
  expect(follower.effects(2.6 * MINUTE_MS).isCutOff).toBe(true)
  expect(follower.effects(lastsMs)).toBe(CALM)
  answer = null
  await until(() => !follower.effects(2.6 * MINUTE_MS).isCutOff)
  follower.stop()
})
