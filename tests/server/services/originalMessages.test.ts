import { expect, it } from 'vitest'
import { DAY_MS } from '../../../domain/time.ts'
import { createOriginalMessages } from '../../../server/services/originalMessages.ts'
import type { RawMessage, StatisticReport } from '../../../server/store/store.ts'
import { handClock } from '../../support/clock.ts'

const clock = handClock()
const NOW = clock.now()
const topic = 'other/prefix/statistics/oneStop/31117'

function messagesOf(body: string | undefined, source?: RawMessage & { at: number }) {
  return createOriginalMessages({
    clock,
    prefix: 'ioc/v1',
    store: {
      reportMessages: async (reports) =>
        reports.map(() => body && { id: 7, topic, body, receivedAt: NOW + 9 }) as never[],
      eventMessages: async () => [],
      sourceMessages: async () => new Map(source && [['sensor/A', source]]),
    },
  })
}

const report = (more: Partial<StatisticReport> = {}) => ({
  is: 'report' as const,
  source: 'statistics/oneStop/31117',
  report: {
    ...{ system: 'oneStop', edition: '2021' as const, unit: '31117', period: '2026-11-20' },
    ...{ at: NOW, receivedAt: NOW + 9, counts: { received: 5 }, simulated: false },
    ...more,
  },
})
const last = (at: number) => ({
  is: 'last' as const,
  rebuilt: { source: 'sensor/A', topic: 'ioc/v1/sensor/A/reading', at, receivedAt: at, body: { at } },
})

it('says why a message had to be rebuilt', async () => {
  const messages = messagesOf(undefined)
  const rebuilt = async (...wanted: Parameters<typeof messages.of>[0]) =>
    (await messages.of(wanted)).map(({ reconstructed, why }) => [reconstructed, why])
  expect(
    await rebuilt(
      report(),
      report({ receivedAt: NOW - 399 * DAY_MS }),
      report({ receivedAt: NOW - 401 * DAY_MS }),
      last(NOW - 7 * DAY_MS),
      last(NOW - 9 * DAY_MS),
      { ...last(NOW), is: 'picture' },
    ),
  ).toEqual([
    [true, 'notKept'],
    [true, 'notKept'],
    [true, 'expired'],
    [true, 'notKept'],
    [true, 'expired'],
    [true, 'picture'],
  ])
})

it('shows what a source said last only where it is what the picture shows', async () => {
  const came = { at: NOW, topic: 'ioc/v1/sensor/A/reading', body: '{"at":1}', receivedAt: NOW + 3 }
  const messages = messagesOf(undefined, came)
  expect(await messages.of([last(NOW)])).toMatchObject([
    { body: '{"at":1}', receivedAt: NOW + 3, reconstructed: false },
  ])
  expect(await messages.of([last(NOW + 1)])).toMatchObject([{ reconstructed: true }])
})

it('shows of a long array the item that was counted, as it was written; all of a short one, and of one that has no such item', async () => {
  const pad = '"pad":"'.padEnd(3_000, 'ầ')
  const item = (period: string, at: number, n: number) => `{ ${pad}","period":"${period}","at":${at}, "n":${n} }`
  const [a, b, c] = [item('2026-11-20', NOW - 5, 1), item('2026-11-20', NOW, 2), item('2026-11-19', NOW, 3)]
  const long = ` [ ${a} ,${b},\n${c}]`
  const shown = async (body: string, more: Partial<StatisticReport> = {}) => {
    const [message] = await messagesOf(body).of([report(more)])
    return message
  }
  const bytes = Buffer.byteLength(long)
  expect(await shown(long)).toMatchObject({ topic, body: b, part: { of: 3, bytes, message: 7 }, reconstructed: false })
  // A device whose clock was ahead said another time than the one that counts.
  expect(await shown(long, { at: NOW - 100, deviceAt: NOW - 5 })).toMatchObject({ body: a })
  expect(await shown(long, { period: '2026-11-19' })).toMatchObject({ body: c })
  for (const [body, period] of [
    [long, '2026-11-18'],
    [`[${a}${' '.repeat(4_000)}]`, '2026-11-20'],
    ['[{"period":"2026-11-20"}, {}]', '2026-11-20'],
  ] as const) {
    const whole = await shown(body, { period })
    expect(whole?.body).toBe(body)
    expect(whole).not.toHaveProperty('part')
  }
})
