import type { Permission } from '../../domain/access/permissions.ts'
import type { Alert } from '../../domain/alerts/alert.ts'
import { courseTexts } from '../../domain/alerts/course.ts'
import type { Explanation } from '../../domain/explanations/explanation.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { FigureEvidence, FigureSeen, MatterEvidence, Seen } from '../../domain/matters/evidence.ts'
import type { MatterKind } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import { MATTER_KIND } from '../../domain/matters/matterKinds.ts'
import { PERIODS, type Period, toDate } from '../../domain/periods.ts'
import { PLAN } from '../../domain/plan/index.ts'
import type { PlanItem } from '../../domain/plan/planItem.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import { quoted } from '../../domain/problems.ts'
import { type Rankable, rankUnits } from '../../domain/ranking/rank.ts'
import { dayOf } from '../../domain/time.ts'
import { fullName, type UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import { explainAsked, type FigureTime, figureTime } from './explainAsked.ts'
import type { Figures } from './figures/figures.ts'
import type { Kpis } from './kpis/kpis.ts'

/** Whether whoever acts may see what lies there. */
export type Sees = (permission: Permission, unit: string | null) => boolean

/** Takes what somebody looked at, as the hub has it at this moment: a number that stood on a screen is kept beside it where the hub had it lately. */
export interface EvidenceTaker {
  /** @throws Problem when there is no such thing */
  figure(seen: FigureSeen, sees: Sees): Promise<FigureEvidence>
  /** @throws Problem when there is no such thing */
  take(seen: Seen, sees: Sees): Promise<MatterEvidence>
}

export function createEvidenceTaker({
  units,
  clock,
  kpis,
  figures,
  alert,
  planRow,
  matter,
  asked,
}: {
  units: UnitTree
  clock: Clock
  kpis: Pick<Kpis, 'explain' | 'value' | 'had'>
  figures: Pick<Figures, 'explain' | 'comparedOf'>
  alert: (id: string) => Promise<Alert | undefined> | Alert | undefined
  planRow: (key: string) => PlanRow | undefined
  matter: (kind: MatterKind, id: string) => Promise<Matter>
  /** The figure that a request to explain is about, as it was frozen. */
  asked: (explanation: string) => Promise<FigureEvidence | undefined>
}): EvidenceTaker {
  async function figure({ kpi: id, unit: code, period, day, shown }: FigureSeen, sees: Sees): Promise<FigureEvidence> {
    if (!Object.hasOwn(KPIS, id)) throw new Problem('unknownKpi', { kpi: quoted(id) })
    const unit = units.byCode.get(code)
    if (unit === undefined || !sees('figures.see', code)) throw new Problem('unknownUnit', { unit: quoted(code) })
    if (period !== undefined && !isPeriod(period)) throw new Problem('unreadableRequest')
    const kpi: Kpi = KPIS[id as KpiId]
    const at = clock.now()
    const time = figureTime(id as KpiId, period, day, dayOf(at))
    const { value: row } = await explainAsked({ kpis, figures }, id as KpiId, code, time)
    const overDays = time.period !== undefined && kpi.from !== 'statistic' ? kpi.overDays : undefined
    const words = overDays ?? kpi
    const live = figureTime(id as KpiId, undefined, undefined, dayOf(at))
    const isLive = live.period === time.period && live.day === time.day
    const wasShown = shown === row.value || (isLive && kpis.had(id as KpiId, code, shown))
    return {
      ...{ is: 'figure', kpi: id, unit: code, at, ...(wasShown && { shown }) },
      name: { vi: kpi.name.vi, en: kpi.name.en },
      unitName: { vi: fullName(unit, 'vi'), en: fullName(unit, 'en') },
      formula: words.formula,
      numeratorName: plain(words.numeratorName),
      denominatorName: words.denominatorName === undefined ? null : plain(words.denominatorName),
      ...{ measure: plain(kpi.unit), digits: kpi.digits },
      ...{ value: row.value, numerator: row.numerator, denominator: row.denominator },
      ...{ target: row.target, state: row.state, reported: row.reported, expected: row.expected },
      period: time.period ?? null,
      span: time.period === undefined ? null : toDate(time.period, time.day),
      ...{ asOf: row.at, simulated: row.simulated },
      place: await placeOf(id as KpiId, code, time),
    }
  }

  /** Where the unit stands among those of its level; null: it cannot be ranked. */
  async function placeOf(id: KpiId, code: string, { period, day }: FigureTime): Promise<FigureEvidence['place']> {
    const level = units.byCode.get(code)?.level
    const peers = units.all.filter((unit) => unit.level === level).map((unit) => unit.code)
    if (peers.length < 2) return null
    const compared = period === undefined ? undefined : await figures.comparedOf(id, peers, period, day, 'date')
    const rankable = peers.flatMap((unit): Rankable[] => {
      const row = compared === undefined ? kpis.value(id, unit) : compared.get(unit)
      if (row === undefined) return []
      const { value, numerator, denominator, state } = row
      return [{ unit, value, numerator, denominator, fresh: state !== 'unjudged' }]
    })
    const { places } = rankUnits(KPIS[id], rankable)
    const place = places.find(({ unit }) => unit === code)
    return place === undefined ? null : { first: place.firstPlace, last: place.lastPlace, of: places.length }
  }

  return {
    figure,
    async take(seen, sees) {
      const at = clock.now()
      switch (seen.is) {
        case 'figure':
          return figure(seen, sees)
        case 'alert': {
          const found = await alert(seen.id)
          if (found === undefined || !sees('alerts.see', found.unit))
            throw new Problem('unknownAlert', { alert: quoted(seen.id) })
          const { id, title, severity, unit, value, limit, raisedAt, clearedAt, simulated } = found
          const course = courseTexts(found)
          return {
            ...{ is: 'alert', id, title, severity, unit, value, limit, ...(course && { course }) },
            ...{ raisedAt, clearedAt, simulated, at },
          }
        }
        case 'plan': {
          const row = planRow(`${seen.item}|${units.city.code}`)
          const item = Object.hasOwn(PLAN, seen.item) ? (PLAN as Record<string, PlanItem>)[seen.item] : undefined
          if (row === undefined || item === undefined || !sees('figures.see', units.city.code))
            throw new Problem('unknownMatter', { id: quoted(seen.item) })
          const kpi: Kpi | undefined = item.measure.is === 'kpi' ? KPIS[item.measure.kpi] : undefined
          const { value, numerator, denominator, target, state, simulated } = row
          return {
            ...{ is: 'plan', item: seen.item, name: plain(item.name), value, numerator, denominator, target, state },
            ...{ measure: kpi === undefined ? null : plain(kpi.unit), digits: kpi?.digits ?? 0, simulated, at },
          }
        }
        default: {
          const found = await matter(seen.is, seen.id)
          const { id, unit, title, titleEn, state, openedAt, simulated } = found
          if (!sees(MATTER_KIND[seen.is].see, unit)) throw new Problem('unknownMatter', { id: quoted(id) })
          const named = { title, ...(titleEn !== undefined && { titleEn }) }
          const known = { is: seen.is, id, ...named, state, openedAt, simulated, at }
          if (seen.is !== 'explanation') return known
          const figure = await asked(id)
          return { ...known, ...(figure && { figure }), correction: (found as Explanation).correction }
        }
      }
    },
  }
}

/** Counted words have a third form, which what is kept for years does not need. */
function plain({ vi, en }: { readonly vi: string; readonly en: string }) {
  return { vi, en }
}

function isPeriod(text: string): text is Period {
  return (PERIODS as readonly string[]).includes(text)
}
