import { mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import pino from 'pino'
import { io } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { HubStatus } from '../../domain/hubStatus.ts'
import { addDays, eachDay } from '../../domain/periods.ts'
import { dayOf, monthStart, startOfDay } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { fromColumns, type Snapshot } from '../../domain/wire.ts'
import { type CityFiles, readCityFiles } from '../../server/cityFiles/cityFiles.ts'
import { survey } from '../domain/unitsSurvey.ts'
import { MAP_DIR, SOP_DIR, startHub, type TestHub } from '../support/hub.ts'
import { until } from '../support/until.ts'

const DAY_OFF = { from: '2026-11-23', to: '2026-11-23', name: { vi: 'Nghỉ bù', en: 'Day in lieu' } }

describe('files of the city', () => {
  let dataDir: string
  let files: CityFiles
  let changes: number
  let logged: string[]

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'ioc-live-'))
    changes = 0
    logged = []
    const log = pino({ base: null }, { write: (line) => void logged.push(JSON.parse(line).msg) })
    files = readCityFiles({
      dataDir,
      mapDir: MAP_DIR,
      sopDir: SOP_DIR,
      units: UNIT_TREES['2021'],
      clock: { now: () => 1_000 },
      log,
      everyMs: 20,
    })
    files.onChange(() => changes++)
    files.start()
  })
  afterEach(() => {
    files.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  /** As editors save: another file takes its place. */
  function save(name: string, content: unknown): void {
    const path = join(dataDir, name)
    writeFileSync(`${path}.new`, typeof content === 'string' ? content : JSON.stringify(content))
    renameSync(`${path}.new`, path)
  }

  it('are in force as soon as they are saved', async () => {
    const { targets, calendar } = files
    expect(targets.of('satisfactionRate')?.value).toBe(90)
    save('targets.json', { T05: 92.5 })
    await until(() => targets.of('satisfactionRate')?.value === 92.5 || undefined)
    expect(calendar.isWorkingDay('2026-11-23')).toBe(true)
    save('calendar.json', { holidays: [DAY_OFF], workdays: [] })
    await until(() => !calendar.isWorkingDay('2026-11-23') || undefined)
    expect(changes).toBe(2)
    expect(files.problems()).toEqual([])
    expect(logged).toEqual(['targets.json has changed, and is in force', 'calendar.json has changed, and is in force'])
  })

  it('are in force too when they are saved in the moment in which watching begins', async () => {
    for (let n = 0; n < 20; n++) {
      files.stop()
      files.start()
      save('targets.json', { T05: 91 + n / 10 })
      await until(() => files.targets.of('satisfactionRate')?.value === 91 + n / 10 || undefined)
    }
  })

  it.each([
    ['targets.json', '{"T05": 92,', /không phải JSON/, /^is not JSON/],
    ['targets.json', { T05: 920 }, /^T05 tính bằng phần trăm/, /^T05 is in percent/],
    ['targets.json', undefined, /^không còn/, /^is gone/],
    ['calendar.json', { holidays: [{ ...DAY_OFF, from: '2026-02-30' }], workdays: [] }, /^holidays\.0/, /^holidays\.0/],
  ])('keep what they said when %s is saved as %j, and say so', async (name, content, vi, en) => {
    save('targets.json', { T05: 92.5 })
    await until(() => files.targets.of('satisfactionRate')?.value === 92.5 || undefined)
    if (content === undefined) unlinkSync(join(dataDir, name))
    else save(name, content)
    const [problem] = await until(() => (files.problems().length > 0 ? files.problems() : undefined))
    expect(problem).toMatchObject({ file: name, since: 1_000 })
    expect(problem?.what.vi).toMatch(vi)
    expect(problem?.what.en).toMatch(en)
    expect(files.targets.of('satisfactionRate')?.value).toBe(92.5)
    expect(files.calendar.isWorkingDay('2026-11-23')).toBe(true)
    expect(changes).toBe(1)
    expect(logged.at(-1)).toBe(`${name} ${problem?.what.en}; what it said before stays in force`)

    save('targets.json', { T05: 95 })
    save('calendar.json', { holidays: [DAY_OFF], workdays: [] })
    await until(
      () => (files.problems().length === 0 && files.targets.of('satisfactionRate')?.value === 95) || undefined,
    )
  })

  it('may hold surveyed boundaries, which stand before the product’s while they are sound', async () => {
    const { boundaries } = files
    const name = 'communes-2021.geojson'
    expect(boundaries.file(name)).toBeUndefined()
    expect(boundaries.digest()).toBe('')
    mkdirSync(join(dataDir, 'map'))
    save(`map/${name}`, survey('2021'))
    const first = await until(() => boundaries.file(name))
    expect(JSON.parse(first.toString()).ioc).toEqual({ edition: '2021', boundaries: 'surveyed' })
    const digest = boundaries.digest()
    expect(digest).toMatch(/^[0-9a-f]{8}$/)

    const broken = survey('2021')
    broken.features.pop()
    save(`map/${name}`, broken)
    const [problem] = await until(() => (files.problems().length > 0 ? files.problems() : undefined))
    expect(problem?.file).toBe(`map/${name}`)
    expect(boundaries.file(name)).toBe(first)
    expect(boundaries.digest()).toBe(digest)

    unlinkSync(join(dataDir, 'map', name))
    await until(() => boundaries.file(name) === undefined || undefined)
    expect(files.problems()).toEqual([])
    expect(boundaries.digest()).toBe('')
  })
})

describe('a running hub', () => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await startHub()
  })
  afterAll(() => hub?.stop())

  const json = async (path: string) => (await fetch(`${hub.http}${path}`)).json()

  /** The hub's own row, as a screen that comes now is told it. */
  async function hubRow(): Promise<HubStatus | undefined> {
    const socket = io(hub.http, { transports: ['websocket'] })
    const request = { feed: 'hub', scope: { unit: '92' } }
    const answer: { snapshot: Snapshot } = await socket.timeout(5_000).emitWithAck('subscribe', request)
    socket.disconnect()
    return fromColumns('hub', answer.snapshot.rows)[0]
  }

  it('judges by another target, and by the plan’s again, without a restart', async () => {
    const client = await mqtt.connectAsync(hub.mqtt)
    const counts = { received: 100, resolvedEarly: 60, resolvedOnTime: 37, resolvedLate: 3, pendingOverdue: 0 }
    const today = dayOf(Date.now())
    const month = eachDay({ from: monthStart(today), to: today })
    const body = month.map((period) => ({
      period,
      at: Math.min(Date.now(), startOfDay(addDays(period, 1)) - 1),
      counts,
    }))
    await client.publishAsync('ioc/v1/statistics/oneStop/31117', JSON.stringify(body), { qos: 1 })
    await client.endAsync()
    const kpi = '/api/v1/kpis/onTimeRate?unit=31117'
    const figure = `/api/v1/kpis/onTimeRate/figures?unit=31117&period=day`
    const judged = async (state: string, target: number) =>
      until(async () => {
        const [now, { figures }] = [await json(kpi), await json(figure)]
        return (now.state === state && now.target === target && figures[0]?.state === state) || undefined
      })
    await judged('met', 95)
    writeFileSync(join(hub.dataDir, 'targets.json'), JSON.stringify({ onTimeRate: 99 }))
    await judged('near', 99)
    const { targets } = await json('/api/v1/targets')
    expect(targets.onTimeRate).toMatchObject({ target: 99, declared: 95 })
    const row = async () => (await json('/api/v1/plan')).rows.find(({ item }: { item: string }) => item === 'M13')
    expect((await row()).value).toBeNull()
    writeFileSync(join(hub.dataDir, 'targets.json'), JSON.stringify({ M13: 2 }))
    await judged('met', 95)
    await until(async () => (await row()).value === 2 || undefined)
  })

  it('tells its screens what is wrong with a file, and to load another map', async () => {
    const before = await hubRow()
    expect(before).toMatchObject({ version: 'test', fileProblems: [] })
    writeFileSync(join(hub.dataDir, 'calendar.json'), '{')
    const wrong = await until(async () => {
      const row = await hubRow()
      return row?.fileProblems[0]
    })
    expect(wrong).toMatchObject({ file: 'calendar.json', what: { en: expect.stringMatching(/^is not JSON/) } })

    mkdirSync(join(hub.dataDir, 'map'))
    writeFileSync(join(hub.dataDir, 'map/communes-2021.geojson'), JSON.stringify(survey('2021')))
    await until(async () => (await hubRow())?.version.startsWith('test.map-') || undefined)
    expect((await json('/map/communes-2021.geojson')).ioc.boundaries).toBe('surveyed')
  })
})
