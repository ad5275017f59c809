import { afterEach, expect, it } from 'vitest'
import { systemClock } from '../../simulators/clock.ts'
import { DEFAULTS, type Options } from '../../simulators/options.ts'
import { createSession } from '../../simulators/session.ts'
import { startBroker, until } from './broker.ts'

const cleanup: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of cleanup.splice(0).reverse()) await undo()
})

function session(options: Partial<Options>, troubles: (string | undefined)[] = []) {
  const made = createSession({
    options: { ...DEFAULTS, ...options },
    clock: systemClock,
    clientId: 'test-session',
    tell: () => undefined,
    trouble: (why) => troubles.push(why),
  })
  cleanup.push(made.stop)
  return made
}

it('announces, fills in history, lives, and says goodbye over a real broker', async () => {
  const broker = await startBroker()
  cleanup.push(broker.stop)
  const run = session({ broker: broker.url, backfillMs: 30 * 60_000, faults: 0 })
  await run.start()
  const ends = (tail: string) => broker.published.filter(({ topic }) => topic.endsWith(tail))
  const { sensors, offices } = run.city
  expect(ends('/announce').length).toBe(sensors.length + offices.length)
  // History comes in arrays. The broker notes a message a moment after it has acknowledged it.
  const caughtUp = () =>
    new Set(
      ends('/reading')
        .filter(({ payload }) => payload.toString().startsWith('['))
        .map(({ topic }) => topic),
    )
  await until(() => caughtUp().size === sensors.length)
  await until(() => ends('/frame').length > 10)
  await run.stop()
  const goodbyes = ends('/status').filter(({ payload }) => payload.toString() === 'offline')
  expect(goodbyes.length).toBe(sensors.length + offices.length)
})

it('comes back after the broker was gone, announcing everything anew', async () => {
  const broker = await startBroker()
  const troubles: (string | undefined)[] = []
  const run = session({ broker: broker.url, faults: 0 }, troubles)
  await run.start()
  await broker.stop()
  await until(() => troubles.length > 0)
  expect(troubles[0]).toEqual(expect.any(String))
  const again = await startBroker(broker.port)
  cleanup.push(again.stop)
  const announced = () => again.published.filter(({ topic }) => topic.endsWith('/announce')).length
  await until(() => announced() === run.city.sensors.length + run.city.offices.length)
  await until(() => again.published.some(({ topic }) => topic.endsWith('/reading')))
  expect(troubles).toEqual([expect.any(String), undefined])
})
