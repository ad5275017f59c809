import { afterEach, describe, expect, it } from 'vitest'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createRivalWatch } from '../../../server/ingest/rivals.ts'
import { rivalWatches } from '../../../server/services/alerting/rivalWatches.ts'
import { handClock } from '../../support/clock.ts'
import { GAUGE, openDoor, openIngest, PREFIX, until } from './door.ts'

const MINUTE = 60_000
const units = UNIT_TREES['2021']

describe('two senders of one source', () => {
  const source = 'statistics/portal/31117'
  const watch = () => createRivalWatch()
  const at = (minute: number) => 1_795_000_000_000 + minute * MINUTE

  it('are found by their clients, which displace each other; one that took over once is none', () => {
    const rivals = watch()
    const say = (client: string, minute: number) =>
      rivals.sent({ source, client, everyMs: MINUTE, receivedAt: at(minute) })
    for (const [minute, client] of ['a', 'a', 'b', 'b', 'b', 'c', 'c'].entries()) say(client, minute)
    expect(rivals.read(source)).toBeNull()
    for (const [n, client] of ['b', 'c'].entries()) say(client, 7 + n)
    expect(rivals.read(source)).toEqual({ since: at(8), seenAt: at(8), clients: ['b', 'c'] })
    say('b', 9)
    expect(rivals.read(source)).toMatchObject({ since: at(8), seenAt: at(9) })
  })

  it('are not a device that changes over now and then', () => {
    const rivals = watch()
    for (let hour = 0; hour < 20; hour++) {
      rivals.sent({ source, client: hour % 2 === 0 ? 'main' : 'spare', everyMs: MINUTE, receivedAt: at(hour * 60) })
    }
    expect(rivals.read(source)).toBeNull()
  })

  it('are found by a day’s totals, which fall again and again, where nobody tells who sends', () => {
    const rivals = watch()
    const say = (receivedOnline: number, minute: number, period = '2026-11-23') =>
      rivals.sent({
        ...{ source, everyMs: MINUTE, receivedAt: at(minute) },
        totals: { system: 'portal', period, counts: { receivedOnline } },
      })
    say(100, 0)
    say(10, 1)
    say(100, 2)
    expect(rivals.read(source)).toBeNull()
    say(10, 3)
    expect(rivals.read(source)).toEqual({ since: at(3), seenAt: at(3), clients: [] })
  })

  it('are neither a correction, nor a new day, nor a stock that goes up and down', () => {
    const rivals = watch()
    const say = (counts: Record<string, number>, minute: number, system: string, period: string) =>
      rivals.sent({ source, everyMs: MINUTE, receivedAt: at(minute), totals: { system, period, counts } })
    say({ receivedOnline: 100 }, 0, 'portal', '2026-11-23')
    say({ receivedOnline: 90 }, 1, 'portal', '2026-11-23')
    say({ receivedOnline: 2 }, 2, 'portal', '2026-11-24')
    say({ receivedOnline: 3 }, 3, 'portal', '2026-11-24')
    for (let n = 4; n < 12; n++) say({ pendingOverdue: n % 2 }, n, 'oneStop', '2026-11-24')
    expect(rivals.read(source)).toBeNull()
  })
})

describe('the door', () => {
  let close: () => Promise<void> = async () => undefined
  afterEach(() => close())

  it('tells two clients of one gauge apart, and the alert names them', async () => {
    const door = await openDoor()
    close = door.close
    const [one, two] = [await door.device({ clientId: 'gauge-old' }), await door.device({ clientId: 'gauge-new' })]
    await one.publishAsync(`${PREFIX}/sensor/A/announce`, JSON.stringify(GAUGE), { qos: 1 })
    const now = Date.now()
    for (let n = 0; n < 6; n++) {
      const reading = JSON.stringify({ at: now - 6_000 + n * 1_000, values: { level: n % 2 === 0 ? 1 : 1.5 } })
      await (n % 2 === 0 ? one : two).publishAsync(`${PREFIX}/sensor/A/reading`, reading, { qos: 1 })
    }
    await until(() => door.sources.get('sensor/A')?.rivals != null)
    expect(door.sources.get('sensor/A')?.rivals?.clients).toEqual(['gauge-new', 'gauge-old'])
    const [watch] = rivalWatches(units, door.city, door.sources.rows(), Date.now())
    expect(watch).toMatchObject({ rule: 'sensor.rivals', subjectId: 'A', levels: [{ condition: 'on' }] })
    expect(watch?.levels[0]?.title().vi).toBe('Trạm: hai nơi cùng gửi, số liệu ghi đè lẫn nhau')
    expect(watch?.levels[0]?.evidence?.().map(({ value }) => value)).toEqual(
      expect.arrayContaining(['gauge-new', 'gauge-old']),
    )
  })

  it('finds them by totals behind a broker that names nobody, and forgets them when one has gone', async () => {
    const clock = handClock()
    const { say, sources, city } = openIngest({ clock })
    const report = (received: number) => {
      clock.advance(20_000)
      return say('statistics/oneStop/31117', { period: '2026-11-23', at: clock.now(), counts: { received } })
    }
    for (const received of [100, 10, 101, 11, 102, 12]) await report(received)
    const watches = () => rivalWatches(units, city, sources.rows(), clock.now())
    expect(watches()).toMatchObject([{ subjectId: 'oneStop/31117', levels: [{ condition: 'on' }] }])
    expect(watches()[0]?.levels[0]?.title().vi).toContain('có thể hai nơi cùng gửi')
    for (let received = 103; received < 140; received++) await report(received)
    expect(watches()).toMatchObject([{ levels: [{ condition: 'off' }] }])
  })
})
