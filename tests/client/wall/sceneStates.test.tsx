// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import i18next from 'i18next'
import { type ComponentType, createElement } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { ConnectionState } from '../../../client/live/connection.ts'
import { PANELS } from '../../../client/panels/index.ts'
import { NOTHING_SHOWN, type ShownList, TellShown } from '../../../client/panels/shownRanks.ts'
import { HeadlineText } from '../../../client/scenes/headlines/HeadlineText.tsx'
import { SCENES } from '../../../client/scenes/index.ts'
import type { Scene } from '../../../client/scenes/scene.ts'
import type { Alert } from '../../../domain/alerts/alert.ts'
import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import type { HubStatus } from '../../../domain/hubStatus.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../../domain/kpis/kpi.ts'
import { PLAN, type PlanId } from '../../../domain/plan/index.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import type { Link } from '../../../domain/systems/link.ts'
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { directiveRow } from '../../support/directive.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { planRow } from '../../support/planRow.ts'
import { healthyHub, type Picture, renderScreen } from '../../support/renderScreen.tsx'

const MORNING = Date.parse('2026-11-30T09:41:00+07:00')
const NIGHT = Date.parse('2026-11-30T02:00:00+07:00')
const units = UNIT_TREES['2021']

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
beforeEach(() => {
  // The histories do not answer: what a scene says, it says by the feeds.
  vi.stubGlobal('fetch', async () => new Response('{"title":"Not found","status":404}', { status: 404 }))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

interface State {
  readonly now: number
  readonly picture: Picture
  readonly line?: ConnectionState
}

/**
 * A small city as the feeds have it.
 * @param at when everything was said
 * @param level of the gauges, m
 * @param open whether counters are staffed
 */
function city(at: number, { level = 1.2, isOpen = true, alerts = 3 } = {}): Picture {
  const kinds = Object.keys(SENSOR_KINDS) as (keyof typeof SENSOR_KINDS)[]
  const sensors = kinds.map((kind): Sensor => {
    const id = kind === 'waterLevel' ? 'MN-CAN-THO' : kind
    const commune = units.communes[0]?.code ?? ''
    return { id, kind, name: `Trạm ${kind}`, commune, lng: 105.78, lat: 10.03, everyMs: 60_000, simulated: true }
  })
  const readings = sensors.map(
    ({ id, kind }) =>
      ({
        id,
        status: 'online',
        at,
        receivedAt: at,
        values: Object.keys(SENSOR_KINDS[kind as 'rain'].quantities).map(() => (kind === 'waterLevel' ? level : 1)),
        index: kind === 'airQuality' ? 80 : null,
        retained: false,
      }) as SensorReading,
  )
  const few = units.communes.slice(0, 12)
  const cameras = few.map(
    ({ code }): Camera => ({
      id: `MC-${code}`,
      name: `Một cửa ${code}`,
      commune: code,
      lng: 105.78,
      lat: 10.03,
      office: null,
      noticePosted: true,
      live: null,
      everyMs: 5_000,
      simulated: true,
    }),
  )
  const cameraViews = cameras.map(
    ({ id }, i): CameraView => ({
      id,
      status: 'online',
      frameAt: at,
      frozenSince: null,
      countAt: at,
      waiting: isOpen ? i * 4 : 0,
      counters: 4,
      countersStaffed: isOpen ? 2 : 0,
      retained: false,
    }),
  )
  const kpis = (Object.keys(KPIS) as KpiId[]).flatMap((id) => {
    const kpi: Kpi = KPIS[id]
    return [units.city, ...few].map(({ code }, i): KpiValue => {
      const value = kpi.target === undefined ? 40 + i : kpi.target.value * (0.8 + i / 30)
      return {
        key: `${id}|${code}`,
        kpi: id,
        unit: code,
        value,
        numerator: Math.round(value * 10),
        denominator: 1000,
        target: kpi.target?.value ?? null,
        reported: 80,
        expected: 83,
        at,
        everyMs: 60_000,
        state: kpi.target === undefined ? 'untargeted' : i % 3 === 0 ? 'missed' : 'near',
        unheard: false,
        simulated: true,
      }
    })
  })
  const plan = (Object.keys(PLAN) as PlanId[]).map((id, i) =>
    planRow(id, { at, value: 20 + i, target: 60, state: i % 2 === 0 ? 'missed' : 'met' }),
  )
  const about = Array.from({ length: alerts }, (_, i) =>
    alertRow(`a${i}`, {
      severity: (['minor', 'major', 'critical'] as const)[i % 3] ?? 'minor',
      unit: units.communes[i % 83]?.code ?? null,
      raisedAt: at - i * 60_000,
    }),
  )
  return {
    ...{ sensors, readings, cameras, cameraViews, kpis, plan, alerts: about },
    directives: [-9, -1, 2, 20].map((days) => directiveRow(`d${days}`, at + days * 24 * HOUR_MS)),
    ...{ links: [], sources: [], retired: [], quarantine: [] },
  }
}

const STATES: Readonly<Record<string, State>> = {
  day: { now: MORNING, picture: city(MORNING - 1_000) },
  night: { now: NIGHT, picture: city(NIGHT - 1_000, { isOpen: false }) },
  flood: { now: MORNING, picture: city(MORNING - 1_000, { level: 2.15, alerts: 40 }) },
  stale: { now: MORNING, picture: city(MORNING - HOUR_MS) },
  // The line to the hub broke half an hour ago; what it said last is still there.
  lost: {
    now: MORNING,
    picture: {
      ...city(MORNING - HOUR_MS / 2),
      hub: [{ id: 'hub', now: MORNING - HOUR_MS / 2, edition: '2021', reception: ALWAYS_OPEN } as HubStatus],
    },
  },
}

function say(scene: Scene, { now, picture, line }: State): string {
  const { container } = renderScreen(
    <main>
      <h1>
        <HeadlineText use={scene.headline} />
      </h1>
      {[...scene.panels, scene.attention].map(({ panel, ...props }) =>
        createElement(PANELS[panel] as ComponentType<object>, { key: panel, ...props }),
      )}
    </main>,
    { picture, now, ...(line !== undefined && { line }) },
  )
  return container.innerHTML
}

const scenes = SCENES.map((scene) => [scene.id, scene] as const)

describe.each(Object.entries(STATES))('in the state %s', (_, state) => {
  it.each(scenes)('the scene %s says whole sentences, in both languages', async (_, scene) => {
    for (const language of ['en', 'vi']) {
      await i18next.changeLanguage(language)
      const said = say(scene, state)
      expect(said).not.toMatch(/undefined|NaN|\{\{|>wall\.|>headline\.|\[object/)
      expect(document.querySelector('h1')?.textContent?.trim()).not.toBe('')
      cleanup()
    }
  })

  it.each(scenes)('the scene %s has its list numbered from one, each line with a name', (_, scene) => {
    say(scene, state)
    const badges = [...document.querySelectorAll('.need .badge')].map((badge) => Number(badge.textContent))
    expect(badges).toEqual(badges.map((__, place) => place + 1))
    for (const line of document.querySelectorAll('.need__name')) expect(line.textContent?.trim()).not.toBe('')
  })
})

/** What the list of a scene tells the map that it shows. */
function shownBy({ attention: { panel, ...props } }: Scene, { now, picture }: State): ShownList {
  let told: ShownList = NOTHING_SHOWN
  renderScreen(
    <TellShown value={(shown) => (told = shown)}>
      {createElement(PANELS[panel] as ComponentType<object>, props)}
    </TellShown>,
    { picture, now },
  )
  return told
}

describe.each(scenes)('the map of %s', (id, scene) => {
  it('is told of every line that is shown, and bears the numbers of those that have a place', () => {
    const { count, badges } = shownBy(scene, STATES.flood as State)
    const lines = [...document.querySelectorAll('.need, .office:has(.badge)')]
    expect(count).toBe(lines.length)
    // Targets of the plan, systems and the figures of one unit are nowhere.
    const isPlaced = !['plan', 'systems', 'commune'].includes(id)
    expect(badges.length > 0).toBe(isPlaced && lines.length > 0)
    for (const { rank, lng, lat } of badges) {
      expect(lines[rank - 1]?.querySelector('.badge')?.textContent).toBe(String(rank))
      expect([lng > 104, lat > 9]).toEqual([true, true])
    }
  })
})

it('what stands nowhere bears no number on the map of the overview, and what has a place does', () => {
  const { badges } = shownBy(SCENES.find(({ id }) => id === 'city') as Scene, STATES.day as State)
  const placed = [...document.querySelectorAll('.need')].flatMap((line, i) =>
    /Kế hoạch ·|Hệ thống ·/.test(line.querySelector('.need__note')?.textContent ?? '') ? [] : [i + 1],
  )
  expect(placed.length).toBeGreaterThan(1)
  expect(badges.map(({ rank }) => rank)).toEqual(placed)
})

it('a flood stands first in the overview and in the scene of the water', () => {
  const flood = STATES.flood as State
  for (const id of ['city', 'water']) {
    const scene = SCENES.find((each) => each.id === id) as Scene
    const said = say(scene, flood)
    expect(document.querySelector('.need__name')?.textContent).toBe('Trạm waterLevel')
    expect(said).toContain('Báo động III')
    cleanup()
  }
})

it('what is an hour old is told as old: no figure of now is judged by it', () => {
  const scene = SCENES.find(({ id }) => id === 'oneStop') as Scene
  say(scene, STATES.stale as State)
  const [, waiting] = document.querySelectorAll('.figure')
  expect(waiting?.getAttribute('data-old')).toBe('true')
  expect(document.querySelector('h1')?.textContent).toContain('Chưa thể đánh giá')
})

it('at night nobody waits and nobody lacks staff', () => {
  const scene = SCENES.find(({ id }) => id === 'oneStop') as Scene
  say(scene, STATES.night as State)
  expect(document.querySelectorAll('.office[data-need="unstaffed"], .office[data-need="closed"]')).toHaveLength(0)
})

/** What an answer and its list say, without when they were so. */
function saidOf(id: string, state: State): readonly (string | null)[] {
  say(SCENES.find((each) => each.id === id) as Scene, state)
  const said = [...document.querySelectorAll('h1, .need, .need__state, .panel-title, .office__what')].map(
    ({ textContent }) => textContent,
  )
  cleanup()
  return said
}

describe.each(['flood', 'day'] as const)('a line that is lost in the state %s', (name) => {
  const { now, picture } = STATES[name] as State
  // One station has been silent for long, as the screen knew before.
  const silent = (picture.readings ?? []).map((row) =>
    row.id === 'rain' ? { ...row, at: now - HOUR_MS, receivedAt: now - HOUR_MS } : row,
  )
  const heard = { ...healthyHub(now), reception: ALWAYS_OPEN }
  const link: Link = {
    ...{
      key: 'portal/nationalPortal',
      system: 'portal',
      link: 'nationalPortal',
      state: 'down',
      simulated: true,
      retained: false,
    },
    ...{ at: now, receivedAt: now, lagMs: 0, since: now - 12 * MINUTE_MS, lastSuccessAt: now - 12 * MINUTE_MS },
  }
  const cities = [picture, { ...picture, readings: silent }, { ...picture, links: [link] }].map((each) => ({
    ...{ ...each, hub: [heard] },
  }))

  it.each(['water', 'air', 'oneStop', 'city', 'systems', 'publicService', 'cameras', 'plan', 'security'])(
    'changes nothing of what the scene %s says: it becomes neither calmer nor worse, and nobody is accused of silence',
    (id) => {
      // How long ago a station was heard last is told by the clock all the same.
      const overMidnight = id === 'water' ? [] : [15 * HOUR_MS]
      for (const city of cities) {
        const before = saidOf(id, { now, picture: city })
        for (const later of [15_000, HOUR_MS / 2, ...overMidnight])
          expect(saidOf(id, { now: now + later, picture: city }), `${later}`).toEqual(before)
      }
    },
  )

  it.each(scenes)('leaves no figure of the scene %s standing as if it were of now', (id, scene) => {
    const [city] = cities
    // Half a minute is within what most sources promise.
    say(scene, { now: now + 30_000, picture: city as Picture })
    const figures = [...document.querySelectorAll('.figure')]
    expect(figures.map((figure) => figure.getAttribute('data-old'))).toEqual(figures.map(() => 'true'))
    expect(document.body.textContent).not.toContain('lúc này')
    if (id === 'water') expect(document.body.textContent).toContain('lúc 09:41')
  })

  it('judges its figures as it did, and shows those of now in grey', () => {
    const scene = SCENES.find(({ id }) => id === 'oneStop') as Scene
    const figuresAt = (at: number) => {
      cleanup()
      say(scene, { now: at, picture: cities[0] as Picture })
      return [...document.querySelectorAll('.figure')]
    }
    const tones = figuresAt(now).map((figure) => figure.getAttribute('data-tone'))
    for (const later of [60_000, HOUR_MS / 2]) {
      const figures = figuresAt(now + later)
      expect(figures.map((figure) => figure.getAttribute('data-tone'))).toEqual(tones)
      const ofNow = figures.filter((figure) => figure.querySelector('.figure__aside')?.textContent === 'lúc 09:41')
      expect(ofNow.map((figure) => figure.getAttribute('data-old'))).toEqual(['true'])
    }
  })

  it.each(scenes)('bears no colour of now in the headline and the values of the scene %s', (_, scene) => {
    const { picture } = STATES.flood as State
    const line = { is: 'lost', since: now } as const
    const toned = () =>
      [...document.querySelectorAll('.headline__worst, .need__value')].map((each) => each.getAttribute('data-tone'))
    const { container } = renderScreen(
      <>
        <h1>
          <HeadlineText use={scene.headline} />
        </h1>
        {createElement(PANELS[scene.attention.panel] as ComponentType<object>, scene.attention)}
      </>,
      { picture, now: now + 30_000, line },
    )
    expect(container.textContent).not.toBe('')
    if (scene.id === 'water') expect(toned()).not.toEqual([])
    expect(toned().filter((tone) => tone !== 'unknown' && tone !== 'unjudged')).toEqual([])
  })

  it.each(scenes)(
    'says of what had not come for the scene %s that it did not load: nothing is on its way',
    (_, scene) => {
      const lost = { is: 'lost', since: now } as const
      for (const { hub } of cities.slice(0, 1)) say(scene, { now: now + 30_000, picture: { hub }, line: lost })
      expect(document.body.textContent).not.toMatch(/đang tải/)
      expect(document.querySelector('h1')?.textContent).not.toBe('')
    },
  )
})

it('a hub without its broker says why its figures are not judged, also on a screen that has lost the hub since', () => {
  const { now, picture } = STATES.day as State
  const since = now - MINUTE_MS
  const kpis = (picture.kpis ?? []).map((row) => ({
    ...row,
    ...{ value: null, numerator: null, at: null, state: 'unjudged' as const, unheard: true },
  }))
  const hub = [{ ...healthyHub(now), reception: { is: 'cut' as const, since, cause: 'broker' as const } }]
  for (const id of ['oneStop', 'publicService', 'security'])
    for (const at of [now, now + HOUR_MS / 2]) {
      say(SCENES.find((each) => each.id === id) as Scene, { now: at, picture: { ...picture, kpis, hub } })
      for (const said of document.querySelectorAll('h1, .figure__note'))
        expect(said.textContent, id).toContain('mất kết nối máy chủ MQTT từ 09:40')
      cleanup()
    }
})

it('a headline that cannot be judged names what is missing: daily reports are no sources', () => {
  const { now, picture } = STATES.day as State
  const few = (picture.kpis ?? []).map((row) => ({
    ...row,
    ...(row.unit === units.city.code && { state: 'unjudged' as const, reported: 1, expected: 1_661 }),
  }))
  const scene = SCENES.find(({ id }) => id === 'publicService') as Scene
  say(scene, { now, picture: { ...picture, kpis: few } })
  expect(document.querySelector('h1')?.textContent).toMatch(/mới có 1\/1\.661 báo cáo ngày/)
})

it('where all have reported and nothing has happened yet, nothing is said to be missing', () => {
  const { now, picture } = STATES.day as State
  const scene = SCENES.find(({ id }) => id === 'publicService') as Scene
  const none = (picture.kpis ?? []).map((row) => ({
    ...row,
    ...{ value: null, numerator: 0, denominator: 0, state: 'unjudged' as const, reported: row.expected },
  }))
  say(scene, { now, picture: { ...picture, kpis: none } })
  const why = 'trong kỳ chưa phát sinh trường hợp nào'
  expect(document.querySelector('h1')?.textContent).toMatch(new RegExp(`Chưa thể đánh giá .*: ${why}$`))
  expect(document.querySelector('.figure__note')?.textContent).toContain(why)
  expect(document.body.textContent).not.toMatch(/mới có|đủ mới/)
})

it('of systems what is interrupted is said, not what they tell of others', () => {
  const { now, picture } = STATES.day as State
  const scene = SCENES.find(({ id }) => id === 'systems') as Scene
  const linesWith = (alerts: readonly Alert[]) => {
    say(scene, { now, picture: { ...picture, alerts: [...alerts] } })
    const said = [...document.querySelectorAll('.need')].map(({ textContent }) => textContent)
    cleanup()
    return said
  }
  const queue = alertRow('queue', { rule: 'office.overCapacity', subject: 'camera', subjectId: 'MC-1', value: 40 })
  const lamp = alertRow('lamp', { rule: 'event', subject: 'system', subjectId: `feedback/${units.city.code}/1` })
  expect(linesWith([queue, lamp])).toEqual(linesWith([]))
})

it('a gauge that fell silent in a flood stands first in the overview all the same, and says at which alert level', () => {
  const { now, picture } = STATES.flood as State
  const readings = (picture.readings ?? []).map((row) =>
    row.id === 'MN-CAN-THO' ? { ...row, at: now - 15 * 60_000, receivedAt: now - 15 * 60_000 } : row,
  )
  const said = say(SCENES.find(({ id }) => id === 'city') as Scene, { now, picture: { ...picture, readings } })
  expect(document.querySelector('.need__name')?.textContent).toBe('Trạm waterLevel')
  expect(document.querySelector('.need__note')?.textContent).toContain('ngừng gửi khi đạt Báo động III')
  expect(said).toContain('ngừng gửi khi đạt Báo động III')
})

it('gives no all-clear for stations that a hub which has just come back could not have heard', () => {
  const { now, picture } = STATES.day as State
  const [silent] = picture.sensors ?? []
  const readings = (picture.readings ?? []).map((row) =>
    row.id === silent?.id ? { ...row, at: now - 45 * MINUTE_MS, receivedAt: now - 45 * MINUTE_MS } : row,
  )
  const water = SCENES.find(({ id }) => id === 'water') as Scene
  const listAfter = (ms: number, isSaltToo = false) => {
    cleanup()
    const hub = [{ ...healthyHub(now), reception: { is: 'open' as const, since: now - ms } }]
    const sensors = isSaltToo ? picture.sensors : picture.sensors?.filter(({ kind }) => kind !== 'salinity')
    say(water, { now, picture: { ...picture, ...(sensors !== undefined && { sensors }), readings, hub } })
    return [document.querySelector('.needs__state')?.textContent?.trim(), document.querySelectorAll('.need').length]
  }
  expect(listAfter(1_000)).toEqual(['1 trạm chưa rõ: kết nối vừa trở lại, đang chờ số liệu', 0])
  expect(listAfter(HOUR_MS)).toEqual([undefined, 1])
  // Beside what needs people they are told, too.
  expect(listAfter(1_000, true)).toEqual([undefined, 1])
  expect(document.body.textContent).toContain('1 trạm chưa rõ: kết nối vừa trở lại')
})
