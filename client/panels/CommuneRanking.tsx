import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { distanceDigits } from '../../domain/digits.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { counted } from '../../domain/text.ts'
import { shortName } from '../../domain/units/unit.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useFeedReady } from '../live/useLive.ts'
import { figureName } from '../ui/figureName.ts'
import { formatFigureNumber, formatNumber } from '../ui/format.ts'
import { Badge } from './Badge.tsx'
import { PanelTitle } from './PanelTitle.tsx'
import type { JudgedCommune, RankedCommune, UnjudgedCommune } from './rankCommunes.ts'
import { useShownRanks } from './shownRanks.ts'
import { toneOfDistance } from './tone.ts'
import { UNJUDGED_REASONS, type UnjudgedReason } from './unjudged.ts'
import { rowsThatFit, useBox } from './useBox.ts'
import { useKpiInForce } from './useKpiInForce.ts'
import { useCommuneRanking } from './useRankings.ts'
import './communeRanking.css'

/** Rows at most: more than seven are not a list of what matters but a table. */
const MOST_BEHIND = 7
const MOST_BEST = 3
/** Heights in rem, gaps included; `communeRanking.css` has the same. */
const BEHIND_ROW = 4.6
const BEST_ROW = 2.5
const TITLE_ROW = 3
const UNJUDGED_ROW = 1.7
const MOST_REASONS = 3

/** Communes farthest behind their target, those that share the first place, and those that nobody can judge. */
export function CommuneRanking({ kpi: id }: { readonly kpi: KpiId }) {
  const { t } = useTranslation('wall')
  const kpi = useKpiInForce(id)
  const ranking = useCommuneRanking(id)
  const ready = useFeedReady('kpis')
  const [ref, box] = useBox<HTMLDivElement>()
  const reasons = useMemo(() => byReason(ranking?.unjudged ?? []).slice(0, MOST_REASONS), [ranking])
  const unjudged = reasons.length > 0 ? TITLE_ROW + 0.9 + reasons.length * UNJUDGED_ROW : 0
  const best = ranking?.best.slice(0, MOST_BEST) ?? []
  const fixed = 2 * TITLE_ROW + best.length * BEST_ROW + unjudged
  const room = box && rowsThatFit({ ...box, height: box.height - fixed * box.rem }, BEHIND_ROW)
  const behind = ranking?.behind.slice(0, Math.min(MOST_BEHIND, Math.max(1, room ?? 0))) ?? []
  useShownRanks(box === undefined ? 0 : behind.length)
  if (ranking === undefined || !ready) return <div ref={ref} className="ranking" data-waiting="true" />

  const { judged } = ranking
  return (
    <div ref={ref} className="ranking">
      <section>
        <PanelTitle aside={judged > 0 ? t('ranking.behind', { behind: ranking.behind.length, judged }) : undefined}>
          {t('ranking.title')}
        </PanelTitle>
        {judged === 0 && <p className="ranking__empty">{t('ranking.nobody')}</p>}
        {judged > 0 && ranking.behind.length === 0 && <p className="ranking__empty">{t('ranking.allMet')}</p>}
        <ol className="ranking__list">
          {behind.map((each) => (
            <Behind key={each.unit.code} id={id} kpi={kpi} commune={each} />
          ))}
        </ol>
      </section>
      {best.length > 0 && (
        <section>
          <PanelTitle aside={ranking.best.length > 1 ? t('ranking.tied', { count: ranking.best.length }) : undefined}>
            {t('ranking.best')}
          </PanelTitle>
          <ul className="ranking__list">
            {best.map((each) => (
              <Best key={each.unit.code} id={id} kpi={kpi} commune={each} />
            ))}
          </ul>
        </section>
      )}
      {reasons.length > 0 && <Unjudged reasons={reasons} count={ranking.unjudged.length} />}
    </div>
  )
}

interface Ranked<Commune> {
  readonly id: KpiId
  readonly kpi: Kpi
  readonly commune: Commune
}

function Behind({ id, kpi, commune }: Ranked<RankedCommune>) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const tone = toneOfDistance(kpi, commune.distance)
  const distance = Math.abs(commune.distance ?? 0)
  const short = formatNumber(distance, distanceDigits(distance, kpi.digits), language)
  return (
    <li className="ranking__row">
      <Badge rank={commune.rank} tone={tone} />
      <div className="ranking__who">
        <p className="ranking__name">{shortName(commune.unit, language)}</p>
        <p className="ranking__note">{t(`ranking.${kpi.direction}.${kpi.combine}`, { short })}</p>
      </div>
      <Value id={id} kpi={kpi} commune={commune} tone={tone} />
    </li>
  )
}

function Best({ id, kpi, commune }: Ranked<JudgedCommune>) {
  const [language] = useLanguage()
  return (
    <li className="ranking__row ranking__row--best">
      <p className="ranking__name">{shortName(commune.unit, language)}</p>
      <Value id={id} kpi={kpi} commune={commune} tone="met" />
    </li>
  )
}

function Value({ id, kpi, commune: { unit, value }, tone }: Ranked<JudgedCommune> & { readonly tone: string }) {
  const [language] = useLanguage()
  return (
    <p className="ranking__value" data-tone={tone} data-figure={figureName.kpi(id, unit.code)}>
      {formatFigureNumber(value, kpi, language)}
      <span className="ranking__unit">{counted(kpi.unit, value, language)}</span>
    </p>
  )
}

/** The communes that nobody can judge by the reason for it, the commonest first. */
function byReason(unjudged: readonly UnjudgedCommune[]): [UnjudgedReason, UnjudgedCommune[]][] {
  return UNJUDGED_REASONS.map((reason): [UnjudgedReason, UnjudgedCommune[]] => [
    reason,
    unjudged.filter(({ why }) => why === reason),
  ])
    .filter(([, communes]) => communes.length > 0)
    .sort(([, a], [, b]) => b.length - a.length)
}

/** Named, because a commune that says nothing must not disappear among those that do well. As many names as have room. */
function Unjudged({
  reasons,
  count,
}: {
  readonly reasons: readonly [UnjudgedReason, readonly UnjudgedCommune[]][]
  readonly count: number
}) {
  const { t } = useTranslation('wall')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
  return (
    <section className="ranking__unjudged">
      <PanelTitle aside={t('ranking.units', { count })}>{t('ranking.unjudged')}</PanelTitle>
      <ul className="ranking__reasons">
        {reasons.map(([why, communes]) => (
          <li key={why} className="ranking__reason">
            <strong>{common(`unjudgedWhy.${why}`)}</strong> {communes.length}:{' '}
            {communes.map(({ unit }) => shortName(unit, language)).join(', ')}
          </li>
        ))}
      </ul>
    </section>
  )
}
