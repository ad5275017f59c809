// However the number of an alert goes, all who tell of it tell the same peak and the same present.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Alert } from '../../domain/alerts/alert.ts'
import { conditionOf } from '../../domain/alerts/handling.ts'
import { againstLimit } from '../../domain/alerts/transition.ts'
import type { Watch } from '../../domain/alerts/watch.ts'
import { MATTER_KIND } from '../../domain/matters/matterKinds.ts'
import { ALWAYS_OPEN } from '../../domain/reception.ts'
import { sinceSentences } from '../../domain/since/since.ts'
import { writtenTime } from '../../domain/writtenTime.ts'
import { createCity } from '../../server/city/city.ts'
import { createPicture } from '../../server/city/picture.ts'
import { type Alerting, createAlerting } from '../../server/services/alerting/alerting.ts'
import { createHandover } from '../../server/services/shifts/handover.ts'
import { createStore } from '../../server/store/openStore.ts'
import { handClock } from '../support/clock.ts'
import { startPostgres } from '../support/postgres.ts'

const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

/** What a watch sees in a second, in hundredths; null: nobody can say. */
type Seen = number | null
const GAUGE = 'waterLevel.level'
const NETWORK = 'network.district'

const subject = { unit: null, simulated: false }
const cm = (seen: number) => (seen / 100).toFixed(2).replace('.', ',')

function gauge(seen: Seen): Watch {
  const value = seen === null ? null : seen / 100
  const severities = [
    [1.8, 'minor'],
    [1.9, 'major'],
    [2, 'critical'],
  ] as const
  return {
    ...{ rule: GAUGE, subject: 'sensor', subjectId: 'MN-1', ...subject },
    levels: severities.map(([limit, severity]) => ({
      ...{ condition: againstLimit(value, limit, 0.05), holdMs: 0, severity, value, limit },
      title: () => ({ vi: `Trạm: ${seen === null ? '–' : cm(seen)} m`, en: 'Gauge' }),
    })),
  }
}

/** Of devices: an alert from five on, until they are fewer than three. */
function network(seen: Seen): Watch {
  return {
    ...{ rule: NETWORK, subject: 'unit', subjectId: '916', ...subject, isOfNow: true },
    levels: [
      {
        condition: seen === null ? 'unknown' : seen >= 5 ? 'on' : seen >= 3 ? 'between' : 'off',
        ...{ holdMs: 0, severity: 'major', value: seen, limit: null },
        title: () => ({ vi: `Quận: ${seen}/20 thiết bị`, en: `${seen} of 20` }),
        evidence: () => [{ label: { vi: 'Số', en: 'Number' }, value: String(seen), source: 'sensor/MN-1', at: 1 }],
      },
    ],
  }
}

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('the course of an alert on %s', (engine) => {
  const clock = handClock()
  let folder: string
  let databases = 0
  let databaseUrl: string | undefined
  let store: ReturnType<typeof createStore>
  let alerting: Alerting
  let seen: { readonly gauge: Seen; readonly network: Seen }

  async function start() {
    store = createStore({ dataDir: folder, databaseUrl, clock, log })
    await store.start()
    const city = createCity({ edition: '2021', clock, picture: createPicture() })
    alerting = createAlerting({
      ...{ clock, city, store, log, edition: '2021' },
      watches: () => [gauge(seen.gauge), network(seen.network)],
      publish: () => undefined,
      remove: () => undefined,
    })
    await alerting.start()
  }

  async function stop() {
    await alerting.stop()
    await store.stop()
  }

  async function pass() {
    clock.advance(1_000)
    await vi.advanceTimersByTimeAsync(1_000)
  }

  async function begin() {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    clock.set(Date.parse('2026-11-23T09:00:00+07:00'))
    folder = await mkdtemp(join(tmpdir(), 'ioc-course-'))
    databaseUrl = engine === 'postgres' ? await postgres?.database(`course_${databases++}`) : undefined
    seen = { gauge: null, network: null }
    await start()
  }

  async function end() {
    await stop()
    vi.useRealTimers()
    await rm(folder, { recursive: true, force: true })
  }

  /** What the sheet of handover and the page of what happened say of an alert. */
  function told(alert: Alert, kept: readonly Alert[]) {
    const board = createHandover({
      alerts: () => alerting.open(),
      alertOf: (id) => alerting.find(id),
      ...{ matters: [], sources: () => [], nameOf: (source: string) => ({ vi: source, en: source }) },
      ...{ reception: () => ALWAYS_OPEN, edition: '2021' },
    })(clock.now())
    const path = MATTER_KIND.alert.path(alert.id)
    const sheet = board.parts.flatMap(({ lines }) => lines).find((line) => line.path === path)
    const parts = sinceSentences(
      {
        ...{ from: 0, to: clock.now() + 1, unwatched: [], gaps: [], turns: [], handled: [], deeds: [], due: [] },
        ...{ settings: [], ended: [], hasMoreAlerts: false, raised: kept },
      },
      (unit) => ({ vi: unit, en: unit }),
    )
    const since = parts.flatMap(({ sentences }) => sentences).find((sentence) => sentence.path === path)
    return [sheet?.title.vi, since?.text.vi].filter((text) => text !== undefined)
  }

  /** What it was when it was raised and at the most, as the test has followed it. */
  type Followed = { raised: number; peak: number; peakAt: number }

  async function check(followed: Map<string, Followed>) {
    expect(await alerting.settled()).toBe(true)
    const kept = await store.alerts({ limit: 1_000 })
    for (const row of kept) {
      const shown = alerting.find(row.id)
      expect(row).toEqual(shown)
      const isGauge = row.rule === GAUGE
      const now = row.clearedAt !== null ? null : isGauge ? seen.gauge : seen.network
      const scale = isGauge ? 100 : 1
      const known = followed.get(row.id)
      const value = now === null ? null : now / scale
      if (known === undefined) {
        expect(row.raised?.value).toBe(value)
        followed.set(row.id, { raised: now ?? 0, peak: now ?? 0, peakAt: clock.now() })
      } else if (row.endedAt === null && now !== null && now > known.peak && (isGauge || now >= 5)) {
        followed.set(row.id, { ...known, peak: now, peakAt: clock.now() })
      }
      const { raised, peak, peakAt } = followed.get(row.id) ?? expect.fail(row.id)
      expect(row).toMatchObject({ raised: { value: raised / scale }, peak: { value: peak / scale, at: peakAt } })
      expect(row.valueNow).toBe(value)
      // Of many the title has one number: what is now, and after the end the peak.
      if (!isGauge && row.endedAt !== null)
        expect(row).toMatchObject({ title: { vi: `Quận: ${peak}/20 thiết bị` }, evidence: [{ value: String(peak) }] })
      if (!isGauge && row.endedAt === null && now !== null && now >= 5) expect(row.value).toBe(now)
      const written = (number: number) => (isGauge ? `${cm(number)}\u202fm` : `${number}\u202fthiết bị`)
      const hasMoved = [raised, peak, ...(now === null ? [] : [now])].some((each) => each / scale !== row.value)
      for (const text of [...told(row, kept), ...(hasMoved ? [conditionOf(row).title.vi] : [])]) {
        const says = `cao nhất ${written(peak)} lúc ${writtenTime(peakAt)}`
        expect(text.includes(says)).toBe(hasMoved)
        expect(text.includes('nay '), text).toBe(hasMoved && now !== null && text !== conditionOf(row).title.vi)
        if (text.includes('nay ')) expect(text).toContain(`nay ${written(now ?? 0)}`)
      }
    }
  }

  const seenOf = (from: number, to: number) => fc.option(fc.integer({ min: from, max: to }), { nil: null, freq: 6 })
  const steps = fc.array(
    fc.record({
      gauge: seenOf(165, 225),
      network: seenOf(0, 20),
      isRestart: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    }),
    { minLength: 3, maxLength: 14 },
  )

  it('is told alike by row, log, sheet and what happened, over restarts', async () => {
    await fc.assert(
      fc
        .asyncProperty(steps, async (course) => {
          const followed = new Map<string, Followed>()
          for (const step of course) {
            if (step.isRestart) {
              await stop()
              await start()
            }
            seen = step
            await pass()
            await check(followed)
          }
        })
        .beforeEach(begin)
        .afterEach(end),
      { numRuns: engine === 'postgres' ? 6 : 12, seed: 1 },
    )
  })

  describe('of many', () => {
    beforeEach(begin)
    afterEach(end)

    it('keeps its peak when it was told at a signature, and over a restart', async () => {
      const sheetAt = async (count: number) => {
        seen = { gauge: null, network: count }
        await pass()
        await alerting.settled()
        const [alert] = alerting.open()
        return alert === undefined ? undefined : told(alert, [alert])[0]
      }
      expect(await sheetAt(5)).toBe('Quận: 5/20 thiết bị')
      await sheetAt(11)
      const peakAt = writtenTime(clock.now())
      const signed = `Quận: 6/20 thiết bị · cao nhất 11\u202fthiết bị lúc ${peakAt} · nay 6\u202fthiết bị`
      expect(await sheetAt(6)).toBe(signed)
      await stop()
      await start()
      expect(await sheetAt(6)).toBe(signed)
      await sheetAt(0)
      expect(await store.alerts({ limit: 1 })).toMatchObject([
        {
          ...{ title: { vi: 'Quận: 11/20 thiết bị' }, value: 11, valueNow: null },
          ...{ raised: { value: 5 }, peak: { value: 11 } },
        },
      ])
    })
  })
})
