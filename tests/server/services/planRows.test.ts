import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import { judge } from '../../../domain/kpis/evaluate.ts'
import type { Figure } from '../../../domain/kpis/figure.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../../domain/kpis/kpi.ts'
import { addDays } from '../../../domain/periods.ts'
import { PLAN, type PlanId } from '../../../domain/plan/index.ts'
import { outlookOf, planState, verdictOf } from '../../../domain/plan/outlook.ts'
import type { PlanItem } from '../../../domain/plan/planItem.ts'
import { isOfYear, planKind } from '../../../domain/plan/planKind.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { HOUR_MS, startOfDay } from '../../../domain/time.ts'
import type { Targets } from '../../../server/cityFiles/targets.ts'
import { weeksSpan } from '../../../server/services/figures/figureWeeks.ts'
import { type PlanSources, planRow } from '../../../server/services/plan/planRow.ts'

const UNIT = '31117'
const calendar = createCalendar()
type Part = readonly [numerator: number, denominator: number]

interface History {
  /** What has accumulated, or stands now. */
  readonly now: Part
  /** Oldest first; null where nobody reported. */
  readonly weeks: readonly (Part | null)[]
  readonly day: string
  readonly target: number
}

const followed = (Object.entries(PLAN) as [PlanId, PlanItem][]).flatMap(([id, item]) =>
  item.measure.is === 'kpi' ? [{ id, item, kpiId: item.measure.kpi, kpi: KPIS[item.measure.kpi] as Kpi }] : [],
)

function figureOf(kpi: Kpi, part: Part | null): Figure {
  const [numerator, denominator] = part ?? [0, 0]
  const counts = part === null || (kpi.combine === 'ratio' && denominator === 0) ? null : part
  const value = counts === null ? null : kpi.combine === 'ratio' ? (numerator / denominator) * 100 : numerator
  return {
    value,
    numerator: part === null ? null : numerator,
    denominator: part === null || kpi.combine !== 'ratio' ? null : denominator,
    ...{ reported: part === null ? 0 : 1, expected: 1, simulated: false, estimated: false },
  }
}

/** What the row is made from, as this history has it. */
function sourcesOf(kpiId: KpiId, kpi: Kpi, { now, weeks, day, target }: History): PlanSources {
  const held = { ...kpi, ...(kpi.target && { target: { ...kpi.target, value: target } }) } as Kpi
  const figure = figureOf(held, now)
  const live = {
    ...figure,
    key: `${kpiId}|${UNIT}`,
    kpi: kpiId,
    unit: UNIT,
    target,
    at: 1,
    everyMs: 60_000,
    unheard: false,
  }
  return {
    figures: {
      figure: async (_id, _unit, { to }) => (to === day ? figure : figureOf(held, weeks[4] ?? null)),
      weeks: async (_id, _unit, until, count) =>
        weeks.slice(-count).map((part, i, all) => {
          return { span: weeksSpan(addDays(until, -7 * (all.length - 1 - i)), 1), ...figureOf(held, part) }
        }),
    },
    kpis: {
      value: () => ({ ...live, state: judge(held, figure.value, 1, 1) }) as KpiValue,
    },
    targets: { of: () => held.target, entered: () => null, keyOf: () => '' } as Targets,
    calendar,
    city: { link: () => undefined },
    reception: { now: () => ALWAYS_OPEN },
  }
}

function rowOf(id: PlanId, item: PlanItem, kpiId: KpiId, kpi: Kpi, history: History): Promise<PlanRow> {
  return planRow(id, item, UNIT, startOfDay(history.day) + 9 * HOUR_MS, sourcesOf(kpiId, kpi, history))
}

/** Shares of wholes; of yes and no one case or some; of a sum numbers up to its greatest. */
function histories(kpi: Kpi): fc.Arbitrary<History> {
  const yesNo = kpi.from === 'statistic' && kpi.yesNo === true
  const most = kpi.from === 'statistic' ? kpi.most : undefined
  const whole = yesNo ? fc.constantFrom(1, 3, 83) : fc.nat(400)
  const part =
    kpi.combine === 'ratio'
      ? fc.tuple(whole, fc.nat(1_000)).map(([of, share]): Part => [Math.round((of * share) / 1_000), of])
      : fc.nat(most ?? 300).map((number): Part => [number, 0])
  // Of one unit the number of its cases does not change.
  const same = fc
    .tuple(whole, fc.array(fc.nat(1_000), { minLength: 10, maxLength: 10 }))
    .map(([of, shares]) => shares.map((share): Part => [Math.round((of * share) / 1_000), of]))
  const parts = yesNo ? same : fc.array(part, { minLength: 10, maxLength: 10 })
  return fc
    .record({
      parts,
      silent: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
      isQuiet: fc.boolean(),
      day: fc.integer({ min: 20, max: 364 }).map((days) => addDays('2026-01-01', days)),
      target: kpi.combine === 'ratio' ? fc.integer({ min: 1, max: 100 }) : fc.integer({ min: 1, max: most ?? 300 }),
    })
    .map(({ parts: [now = [0, 0], ...weeks], silent, isQuiet, day, target }) => ({
      now,
      weeks: weeks.map((week, i) => (isQuiet && silent[i] ? null : week)),
      day,
      target,
    }))
}

describe.each(followed)('the plan’s row $id', ({ id, item, kpiId, kpi }) => {
  const { direction } = kpi
  const sense = direction === 'higher' ? 1 : -1

  it('does not contradict itself, whatever its history', async () => {
    await fc.assert(
      fc.asyncProperty(histories(kpi), async (history) => {
        const row = await rowOf(id, item, kpiId, kpi, history)
        const { value, numerator, denominator, target, forecast, needed, state } = row
        const reaches = (number: number, slack = 1e-6) => sense * (number - (target ?? 0)) >= -slack
        if (state === 'unjudged') expect([forecast, needed]).toEqual([null, null])
        if (forecast !== null) {
          expect(forecast.low).toBeLessThanOrEqual(forecast.value + 1e-9)
          expect(forecast.high).toBeGreaterThanOrEqual(forecast.value - 1e-9)
          expect(forecast.low).toBeGreaterThanOrEqual(0)
          if (kpi.combine === 'ratio') expect(forecast.high).toBeLessThanOrEqual(100 + 1e-9)
          else if (planKind(kpi) === 'flow') expect(forecast.low).toBeGreaterThanOrEqual(numerator ?? 0)
          else expect(forecast.high).toBeLessThanOrEqual((kpi.from === 'statistic' && kpi.most) || Number.MAX_VALUE)
          // On its last day the year ends as it stands.
          if (history.day === '2026-12-31') expect(forecast.value).toBeCloseTo(value ?? Number.NaN, 6)
        }
        if (target === null) expect(needed).toBeNull()
        const verdict = verdictOf(row, direction)
        const outlook = forecast !== null && target !== null ? outlookOf(forecast, target, direction) : null
        // One verdict: what the row says of the year and what stands beside its forecast.
        expect(verdict?.is === 'secured').toBe(outlook === 'likely')
        if (outlook === 'unlikely') expect(['secured', 'onPace']).not.toContain(verdict?.is)
        switch (needed?.is) {
          case 'secured':
            expect(reaches(forecast?.value ?? value ?? Number.NaN)).toBe(true)
            break
          case 'keep':
            expect(state).toBe('met')
            expect(reaches(forecast?.value ?? Number.NaN, -1e-9)).toBe(false)
            break
          case 'outOfReach':
            expect(['near', 'met']).not.toContain(state)
            if (state !== 'untargeted') expect(planState(row)).toBe('outOfReach')
            expect(reaches(needed.best, -1e-9)).toBe(false)
            if (forecast !== null) {
              expect(outlookOf(forecast, target ?? 0, direction)).toBe('unlikely')
              expect(sense * (needed.best - (sense > 0 ? forecast.high : forecast.low))).toBeGreaterThanOrEqual(-1e-6)
            }
            break
          case 'total':
            expect(needed.count).toBeGreaterThan(0)
            if (planKind(kpi) === 'stock') {
              const scale = kpi.combine === 'ratio' ? 100 / (denominator ?? 0) : 1
              expect(state).not.toBe('met')
              expect(reaches(((numerator ?? 0) + sense * needed.count) * scale)).toBe(true)
              expect(reaches(((numerator ?? 0) + sense * (needed.count - 1)) * scale, -1e-9)).toBe(false)
            }
            if (forecast !== null) expect(reaches(forecast.value, -1e-9)).toBe(false)
            break
          case 'perDay': {
            const all = (denominator ?? 0) + needed.of * needed.days
            const end = (count: number) => (((numerator ?? 0) + count * needed.days) / all) * 100
            expect(reaches(end(needed.count))).toBe(true)
            expect(reaches(end(needed.count - 1), -1e-9)).toBe(false)
            if (forecast !== null) expect(reaches(forecast.value, -1e-9)).toBe(false)
            break
          }
          case 'atMost':
            if (forecast !== null) expect(reaches(forecast.value, -1e-9)).toBe(false)
            break
        }
      }),
      { numRuns: 300 },
    )
  })

  it('goes on as it is where nothing has changed for eight weeks', async () => {
    const stands: Part = kpi.from === 'statistic' && kpi.yesNo ? [1, 1] : kpi.combine === 'ratio' ? [40, 100] : [4, 0]
    const history = { now: stands, weeks: Array<Part>(9).fill(stands), day: '2026-11-23', target: 3 }
    const { value, forecast } = await rowOf(id, item, kpiId, kpi, history)
    if (planKind(kpi) === 'flow' && kpi.combine === 'sum') expect(forecast?.value).toBeGreaterThan(value ?? 0)
    else {
      expect(forecast?.value).toBeCloseTo(value ?? Number.NaN, 9)
      expect((forecast?.high ?? Number.NaN) - (forecast?.low ?? Number.NaN)).toBeCloseTo(0, 9)
    }
  })
})

describe('what is so or is not', () => {
  const { item, kpi } = followed.find(({ id }) => id === 'M02') ?? expect.fail('no such row')
  const row = (now: Part, weeks: Part[]) =>
    rowOf('M02', item, 'videoCommunes', kpi, { now, weeks, day: '2026-11-23', target: 100 })
  const said = (...answers: number[]) => answers.map((yes): Part => [yes, 1])

  it('does not drift from where it stands', async () => {
    // A commune that was reached in every week but the first ones: as the weeks have it a random walk would fall to nothing.
    const fell = await row([1, 1], said(1, 1, 1, 1, 1, 1, 1, 1, 0))
    expect(fell).toMatchObject({ value: 100, state: 'met', needed: { is: 'secured' } })
    expect(fell.forecast).toEqual({ value: 100, low: 0, high: 100 })
    const steady = await row([1, 1], said(1, 1, 1, 1, 1, 1, 1, 1, 1))
    expect(steady.forecast).toEqual({ value: 100, low: 100, high: 100 })
    const dark = await row([0, 1], said(0, 0, 0, 0, 0, 0, 0, 0, 0))
    expect(dark).toMatchObject({
      value: 0,
      forecast: { value: 0, low: 0, high: 0 },
      needed: { is: 'total', count: 1 },
      state: 'missed',
    })
  })
})

describe('a stock', () => {
  const { item, kpi } = followed.find(({ id }) => id === 'T12') ?? expect.fail('no such row')

  it('that is reached and falls is to be kept, not secured', async () => {
    const weeks = Array.from({ length: 9 }, (_, i): Part => [98 - i, 100])
    const history = { now: [90, 100] as const, weeks, day: '2026-11-23', target: 88 }
    const row = await rowOf('T12', item, 'antiMalwareHosts', kpi, history)
    expect(row).toMatchObject({ value: 90, state: 'met', needed: { is: 'keep', spare: 2 } })
    expect(row.forecast?.value).toBeLessThan(88)
  })

  it('that rises fast enough needs no more than its pace', async () => {
    const weeks = Array.from({ length: 9 }, (_, i): Part => [40 + 5 * i, 100])
    const history = { now: [80, 100] as const, weeks, day: '2026-11-23', target: 90 }
    expect((await rowOf('T12', item, 'antiMalwareHosts', kpi, history)).needed).toEqual({ is: 'secured' })
  })
})

describe('cameras', () => {
  const { item, kpi } = followed.find(({ id }) => id === 'M03') ?? expect.fail('no such row')

  it('are followed by their hours since 1 January, value, forecast and what it takes alike', async () => {
    expect(isOfYear(kpi)).toBe(true)
    // Of two cameras 24 of 48 hours on each of 326 days; lately 30.
    const weeks = Array<Part>(9).fill([7 * 30, 7 * 48])
    const history = { now: [24 * 326, 48 * 326] as const, weeks, day: '2026-11-22', target: 55 }
    const row = await rowOf('M03', item, 'camerasOnline', kpi, history)
    expect(row).toMatchObject({ value: 50, numerator: 24 * 326, denominator: 48 * 326, state: 'near' })
    // 39 days are left, Sundays and holidays among them.
    const end = ((24 * 326 + 30 * 39) / (48 * 365)) * 100
    expect(row.forecast?.value).toBeCloseTo(end, 9)
    expect(row.needed).toEqual({ is: 'perDay', count: Math.ceil((0.55 * 48 * 365 - 24 * 326) / 39), of: 48, days: 39 })
    const late = await rowOf('M03', item, 'camerasOnline', kpi, { ...history, target: 60 })
    expect(late).toMatchObject({ needed: { is: 'outOfReach' }, state: 'missed' })
    expect(planState(late)).toBe('outOfReach')
  })
})
