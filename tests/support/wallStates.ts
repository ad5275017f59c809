import { type Alert, JUST_RAISED, UNHANDLED } from '../../domain/alerts/alert.ts'
import type { Directive } from '../../domain/directives/directive.ts'
import { KPIS } from '../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { directiveRow } from './directive.ts'
import type { Picture } from './renderScreen.tsx'

/** States that a wall is looked at in, each made from the picture of a city that is well. */
const STATES = {
  normal: (picture: Picture): Picture => picture,
  longest: longestNames,
  empty: ({ hub }: Picture): Picture => ({ hub: hub ?? [] }),
  stale: (picture: Picture): Picture => earlier(picture, 3 * DAY_MS),
  flooded: (picture: Picture, units: UnitTree): Picture => ({
    ...picture,
    ...camerasOf(picture, units),
    alerts: floodOf(40),
    directives: directivesOf(30),
  }),
  deaf: (picture: Picture): Picture => deafSince(picture, Date.now() - 3 * DAY_MS),
} as const satisfies Record<string, (picture: Picture, units: UnitTree) => Picture>
export type WallState = keyof typeof STATES
export const WALL_STATES = Object.keys(STATES) as WallState[]

/** The city as it is in a state. */
export function inState(state: WallState, picture: Picture, units: UnitTree): Picture {
  const make: (picture: Picture, units: UnitTree) => Picture = STATES[state]
  return make(picture, units)
}

/** 60 letters, and none of them breaks easily. */
const LONG_NAME = 'Trung tâm Phục vụ hành chính công phường Thường Thạnh Đông Hưng'

/**
 * Everything is called by the longest names there are, the communes of long names are the worst of all, and numbers are as wide as they get.
 */
function longestNames(picture: Picture, units: UnitTree): Picture {
  const named = <R extends { readonly name: string }>(rows: readonly R[] | undefined): readonly R[] =>
    (rows ?? []).map((row) => ({ ...row, name: LONG_NAME.slice(0, 60) }))
  return {
    ...picture,
    sensors: named(picture.sensors),
    cameras: named(picture.cameras),
    kpis: (picture.kpis ?? []).map((row) => worse(row, units)),
    alerts: [...(picture.alerts ?? []), ...floodOf(3, LONG_NAME)],
    directives: directivesOf(3, `${LONG_NAME}: báo cáo giải trình hồ sơ quá hạn`),
  }
}

/** The city's counts are a million; shares of communes with long names are at their worst. */
function worse(row: KpiValue, units: UnitTree): KpiValue {
  const kpi: Kpi = KPIS[row.kpi as keyof typeof KPIS]
  const unit = units.byCode.get(row.unit)
  if (unit === undefined || row.value === null) return row
  if (unit.level === 'city') return kpi.combine === 'ratio' ? row : { ...row, value: 1_000_000 }
  const isLong = unit.name.length >= 14
  if (!isLong || kpi.combine !== 'ratio') return row
  const value = kpi.direction === 'higher' ? 0 : 100
  return { ...row, value, numerator: value === 0 ? 0 : row.denominator, state: 'missed' }
}

/** A camera in each of 40 communes, as the first of the picture; their pictures are live, old, frozen and lost in turn. */
function camerasOf(picture: Picture, units: UnitTree): Picture {
  const [camera] = picture.cameras ?? []
  const [view] = picture.cameraViews ?? []
  if (camera === undefined || view === undefined) return {}
  const now = Date.now()
  const communes = units.communes.slice(0, 40)
  return {
    cameras: communes.map(({ code, name, lng, lat }) => ({
      ...camera,
      ...{ id: `MC-${code}`, name: `Camera ${name}`, office: name, commune: code, lng, lat },
    })),
    cameraViews: communes.map(({ code }, i) => ({
      ...view,
      ...{ id: `MC-${code}`, frameAt: i % 4 === 3 ? null : now - (i % 4 === 1 ? 3 * MINUTE_MS : 0) },
      ...{ frozenSince: i % 4 === 2 ? now - 20 * MINUTE_MS : null, waiting: i % 5 === 0 ? 127 : 4 },
    })),
  }
}

/** All that was said is as much older, but not the hub itself. */
function earlier({ hub, ...picture }: Picture, byMs: number): Picture {
  const older = (value: unknown): unknown => {
    if (typeof value === 'number') return value > 1e12 ? value - byMs : value
    if (Array.isArray(value)) return value.map(older)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, older(each)]))
    return value
  }
  return { ...(older(picture) as Picture), hub: hub ?? [] }
}

/** The hub has had no broker since then: longer ago than a time alone could say. */
function deafSince(picture: Picture, since: number): Picture {
  const hub = (picture.hub ?? []).map((row) => ({
    ...row,
    reception: { is: 'cut', since, cause: 'starting' } as const,
  }))
  return { ...picture, hub }
}

/** Overdue and due, in turn. */
function directivesOf(count: number, title = 'Rà soát hồ sơ quá hạn'): Directive[] {
  const now = Date.now()
  return Array.from({ length: count }, (_, i) =>
    directiveRow(`d-${i}`, now + (i % 2 === 0 ? -i - 1 : 2) * DAY_MS, { title }),
  )
}

function floodOf(count: number, more = ''): Alert[] {
  const severities = ['critical', 'major', 'minor'] as const
  const now = Date.now()
  return Array.from({ length: count }, (_, i) => ({
    id: `flood-${i}`,
    key: `flood|sensor/${i}`,
    rule: 'flood',
    severity: severities[i % 3] ?? 'minor',
    subject: 'sensor',
    subjectId: `${i}`,
    unit: null,
    title: {
      vi: `Mực nước trạm số ${i} vượt báo động III, đang lên nhanh ${more}`.trim(),
      en: `Water level of gauge ${i} is above alert III and rising fast ${more}`.trim(),
    },
    value: 2.1,
    limit: 2,
    evidence: [],
    raisedAt: now - i * 7 * MINUTE_MS,
    clearedAt: null,
    ...JUST_RAISED,
    ...UNHANDLED,
    severityNow: 'minor',
    simulated: true,
  }))
}
