import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../../domain/access/principal.ts'
import type { ThresholdRow } from '../../domain/feeds/thresholds.ts'
import { addDays } from '../../domain/periods.ts'
import { PLAN } from '../../domain/plan/index.ts'
import { type ProblemParams, problemSentence } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { dayOf } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { startHubAs, type TestHub } from '../support/hub.ts'
import { personWith as person } from '../support/people.ts'
import { postCommand } from '../support/postCommand.ts'
import { startPostgres } from '../support/postgres.ts'
import { connectPublisher } from '../support/publisher.ts'
import { connectScreen } from '../support/screen.ts'
import { until } from '../support/until.ts'

const CITY = UNIT_TREES['2021'].city.code
const UNIT = '31117'
/** A Tuesday, the first of its month: it alone is due, and the day before is another month's. */
const ahead = Date.parse('2026-12-01T10:00:00+07:00') - Date.now()
const clock = { now: () => Date.now() + ahead }
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('settings on %s', (engine) => {
  let hub: TestHub
  let principal: Principal | undefined
  let databases = 0
  const today = () => dayOf(clock.now())

  beforeEach(async () => {
    const url = engine === 'postgres' ? await postgres?.database(`settings_${databases++}`) : undefined
    principal = person('leader', CITY, 'Nguyễn An')
    hub = await startHubAs(() => principal, url === undefined ? {} : { DATABASE_URL: url }, clock)
  })
  afterEach(() => hub.stop())

  const post = (name: string, input: unknown) => postCommand(hub, name, input)
  const get = async (path: string) => (await (await fetch(`${hub.http}/api/v1${path}`)).json()) as never
  const settings = async () => QUERIES.settings.gives.parse(await get('/settings'))
  const target = async (kpi = 'onTimeRate') => (await settings()).targets.find((each) => each.kpi === kpi)
  const sentence = ({ body }: { body: Readonly<Record<string, unknown>> }) =>
    problemSentence(String(body.code), body.params as ProblemParams)
  const setTarget = (value: number, seen: number, from = today()) =>
    post('changeTarget', { kpi: 'onTimeRate', value, from, seen, note: 'QĐ 12' })

  it('changes a target at once, everywhere, says who and when, and keeps it over a restart', async () => {
    const publisher = await connectPublisher(hub.mqtt)
    const report = { period: today(), at: clock.now(), counts: { resolvedOnTime: 96, resolvedLate: 4 } }
    await publisher.say(`statistics/oneStop/${UNIT}`, report)
    const row = () => get(`/kpis/onTimeRate?unit=${UNIT}`) as Promise<{ value: number; target: number; state: string }>
    await until(async () => (await row()).value === 96)
    expect(await row()).toMatchObject({ target: 95, state: 'met' })

    const changed = await setTarget(98, 0)
    expect(changed).toMatchObject({
      status: 200,
      body: { change: { number: 1, by: 'Nguyễn An', before: 95, value: 98 } },
    })
    expect(await row()).toMatchObject({ target: 98, state: 'near' })
    const figures = await get(`/kpis/onTimeRate/figures?unit=${UNIT}&period=day`)
    expect(figures).toMatchObject({ figures: [{ unit: UNIT, target: 98, state: 'near' }] })
    const told = {
      value: 98,
      declared: 95,
      changed: { by: 'Nguyễn An', number: 1, note: 'QĐ 12', at: expect.any(Number) },
    }
    for (const query of ['', '&period=week'])
      expect(await get(`/kpis/onTimeRate/explain?unit=${UNIT}${query}`)).toMatchObject({ target: told })
    expect(await get('/targets')).toMatchObject({ targets: { onTimeRate: { target: 98, declared: 95 } } })
    const { measure } = PLAN.T05
    await post('changeTarget', { kpi: measure.kpi, value: 91.5, from: today(), seen: 0 })
    const { rows } = (await get('/plan')) as { rows: { item: string; target: number; planned: number }[] }
    expect(rows.find(({ item }) => item === 'T05')).toMatchObject({ target: 91.5, planned: 90 })

    await hub.restart()
    expect(await target()).toMatchObject({ value: 98, file: 95, seen: 1, changed: { by: 'Nguyễn An' } })
    await until(async () => (await row()).target === 98)
    await publisher.end()
  })

  it('judges the days that are over by the target that they had, and later ones by the one that begins then', async () => {
    const yesterday = addDays(today(), -1)
    const publisher = await connectPublisher(hub.mqtt)
    const at = clock.now()
    await publisher.say(`statistics/oneStop/${UNIT}`, [
      { period: yesterday, at, counts: { resolvedOnTime: 96, resolvedLate: 4 } },
      { period: today(), at, counts: { resolvedOnTime: 96, resolvedLate: 4 } },
    ])
    await setTarget(98, 0)
    const judged = async (day: string) => {
      const answer = (await get(`/kpis/onTimeRate/figures?unit=${UNIT}&period=day&day=${day}`)) as {
        figures: { value: number | null; target: number; state: string }[]
      }
      return answer.figures[0]
    }
    await until(async () => (await judged(today()))?.value === 96)
    expect(await judged(today())).toMatchObject({ target: 98, state: 'near' })
    expect(await judged(yesterday)).toMatchObject({ target: 95, state: 'met' })
    await publisher.end()

    expect((await setTarget(99, 1, addDays(today(), 5))).status).toBe(200)
    expect(await target()).toMatchObject({ value: 98, seen: 2, coming: [{ from: addDays(today(), 5), value: 99 }] })
    expect(await setTarget(97, 2, yesterday)).toMatchObject({ status: 400, body: { code: 'pastDay' } })
    expect(await setTarget(97, 2, '2099-01-01')).toMatchObject({ status: 400, body: { code: 'dayTooFar' } })
    // One that is made later and begins earlier does not end the one to come.
    expect((await setTarget(97, 2)).status).toBe(200)
    expect(await target()).toMatchObject({ value: 97, coming: [{ from: addDays(today(), 5), value: 99 }] })
  })

  it('of two who change the same at once one does; the other is told who and when', async () => {
    const answers = await Promise.all([98, 97, 96].map((value) => setTarget(value, 0)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    principal = person('admin', CITY, 'Trần Bình')
    const late = await setTarget(90, 0)
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'conflict', params: { by: 'Nguyễn An', at: expect.any(Number), number: 1 } },
    })
    expect(String(late.body.detail)).toMatch(/Nguyễn An .*\d\d:\d\d/)
    expect((await setTarget(90, 1)).body).toMatchObject({ change: { by: 'Trần Bình', number: 2 } })
  })

  it('undoes the newest change, once, and brings back what stood before', async () => {
    await setTarget(98, 0)
    await setTarget(99, 1)
    expect(await post('undoChange', { change: 1 })).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await post('undoChange', { change: 2 })).toMatchObject({
      status: 200,
      body: { change: { number: 3, undoes: 2, before: 99, value: 98 } },
    })
    expect(await target()).toMatchObject({ value: 98, seen: 3 })
    principal = person('admin', CITY, 'Trần Bình')
    expect(await post('undoChange', { change: 2 })).toMatchObject({
      status: 409,
      body: { code: 'alreadyUndone', params: { by: 'Nguyễn An', at: expect.any(Number) } },
    })
    expect(await post('undoChange', { change: 3 })).toMatchObject({ status: 400, body: { code: 'notUndoable' } })
    expect(await post('undoChange', { change: 9 })).toMatchObject({ status: 404, body: { code: 'unknownChange' } })
    expect((await post('undoChange', { change: 1 })).status).toBe(200)
    expect(await target()).toMatchObject({ value: 95, changed: null, seen: 4 })
    const { changes } = await settings()
    expect(changes.map(({ number, undoes, undoneBy }) => [number, undoes, undoneBy])).toEqual([
      [4, 1, null],
      [3, 2, null],
      [2, null, 3],
      [1, null, 4],
    ])
    await hub.restart()
    expect(await target()).toMatchObject({ value: 95, changed: null, seen: 4 })
    expect((await settings()).changes).toEqual(changes)
  })

  it('changes a day of the calendar, and what is counted in working days with it', async () => {
    const days = Array.from({ length: 20 }, (_, n) => addDays(today(), n + 1))
    const year = async (day: string) =>
      (await get(`/calendar?year=${day.slice(0, 4)}`)) as { workingDays: number; days: { day: string; kind: string }[] }
    const before = await year(days[0] ?? '')
    const workday = days.find((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 3) ?? ''
    const sunday = days.find((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 0) ?? ''
    const set = (day: string, is: string, seen = 0) => post('changeCalendarDay', { day, is, vi: 'Lễ thành lập', seen })
    expect((await set(workday, 'off')).body).toMatchObject({
      change: { value: { is: 'off', name: { en: 'Lễ thành lập' } }, before: null },
    })
    expect((await set(sunday, 'worked')).status).toBe(200)
    expect(await set(workday, 'off', 1)).toMatchObject({ status: 400, body: { code: 'nothingChanges' } })
    expect(await set(addDays(today(), -1), 'off')).toMatchObject({ status: 400, body: { code: 'pastDay' } })
    const after = await year(workday)
    expect(after.days).toContainEqual({
      day: workday,
      kind: 'holiday',
      name: { vi: 'Lễ thành lập', en: 'Lễ thành lập' },
    })
    expect((await settings()).days.map(({ day, is }) => [day, is])).toEqual(
      [
        [workday, 'off'],
        [sunday, 'worked'],
      ].sort(),
    )
    await post('undoChange', { change: 2 })
    expect((await year(workday)).workingDays).toBe(
      before.workingDays - Number(workday.slice(0, 4) === days[0]?.slice(0, 4)),
    )
    await hub.restart()
    expect((await settings()).days.map(({ day }) => day)).toEqual([workday])
  })

  it('changes a threshold for alerts and screens alike', async () => {
    const screen = await connectScreen(hub.http, ['thresholds'])
    try {
      const limit = async () => (await settings()).thresholds.find(({ key }) => key === 'noise/day')
      expect(await limit()).toMatchObject({ at: 70, declared: 70, changed: null, seen: 0 })
      const set = (at: unknown, seen = 0, threshold = 'noise/day') => post('changeThreshold', { threshold, at, seen })
      expect(await set(60)).toMatchObject({ status: 200, body: { change: { before: 70, value: 60 } } })
      expect(await limit()).toMatchObject({ at: 60, declared: 70, changed: { by: 'Nguyễn An' }, seen: 1 })
      for (const wrong of [-40, 1e9, Number.NaN]) expect((await set(wrong, 1)).status).toBe(400)
      expect(await set(1, 0, 'noise/none')).toMatchObject({ status: 404, body: { code: 'unknownThreshold' } })
      // A graver limit is not passed before a milder one.
      const tooFar = await set(1.95, 0, 'waterLevel/alert1')
      expect(tooFar).toMatchObject({ status: 400, body: { code: 'outOfRange' } })
      expect(sentence(tooFar)?.vi).toMatch(
        /^Giá trị phải từ -[\d,]+\u202fm đến [\d,]+\u202fm, không phải 1,95\u202fm\.$/,
      )
      const told = () => screen.row<ThresholdRow>('thresholds', 'noise/day')
      await until(() => told()?.at === 60)
      expect(told()).toMatchObject({ declared: 70, changedBy: 'Nguyễn An', changedAt: expect.any(Number) })
      expect((await post('undoChange', { change: 1 })).status).toBe(200)
      await until(() => told()?.at === 70)
    } finally {
      screen.close()
    }
  })

  it('takes nothing that cannot be, and changes nothing for who may not', async () => {
    for (const [input, status] of [
      [{ value: 101 }, 400],
      [{ value: -1 }, 400],
      [{ value: '97' }, 400],
      [{ value: null }, 400],
      [{ from: '2026-02-30' }, 400],
      [{ from: 'tomorrow' }, 400],
      [{ seen: -1 }, 400],
      [{ seen: 1.5 }, 400],
      [{ note: 'x'.repeat(301) }, 400],
      [{ kpi: 'noSuchKpi' }, 404],
      [{ kpi: 'receivedToday' }, 404],
      [{ kpi: '__proto__' }, 404],
      [{ value: 95 }, 400],
    ] as const) {
      const sent = { kpi: 'onTimeRate', value: 97, from: today(), seen: 0, ...input }
      const answer = await post('changeTarget', sent)
      expect([input, answer.status]).toEqual([input, status])
    }
    expect(sentence(await setTarget(-5, 0))).toEqual({
      vi: 'Giá trị phải từ 0% đến 100%, không phải -5%.',
      en: 'The value must be from 0% to 100%, not -5%.',
    })
    for (const role of ['operator', 'lead', 'officer', 'auditor', 'wall'] as const) {
      principal = person(role, CITY)
      expect((await setTarget(97, 0)).status).toBe(403)
      expect((await post('undoChange', { change: 1 })).status).toBe(403)
    }
    principal = person('leader', UNIT)
    expect((await setTarget(97, 0)).status).toBe(403)
    expect((await settings()).changes).toEqual([])
  })
})
