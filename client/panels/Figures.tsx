import { useTranslation } from 'react-i18next'
import { shareReported } from '../../domain/kpis/coverage.ts'
import { coverageKind } from '../../domain/kpis/coverageKind.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import { counted } from '../../domain/text.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useNow, useReception, useRow } from '../live/useLive.ts'
import { FreshnessMark } from '../ui/FreshnessMark.tsx'
import { figureName } from '../ui/figureName.ts'
import { formatFigure, formatFigureNumber } from '../ui/format.ts'
import { KpiStateMark } from '../ui/KpiStateMark.tsx'
import { useReceptionText } from '../ui/receptionText.ts'
import { Shape } from '../ui/Shape.tsx'
import { bulletScale } from './bulletScale.ts'
import { CITY } from './city.ts'
import { limitText } from './limitText.ts'
import { kpiFreshness, kpiStateNow } from './truth.ts'
import { useKpiInForce } from './useKpiInForce.ts'
import './figures.css'

/** The city's own figures as bullet bars: value, target, judgement, and one honest note each. */
export function Figures({ kpis }: { readonly kpis: readonly KpiId[] }) {
  return (
    <ul className="figures">
      {kpis.map((id) => (
        <Figure key={id} id={id} />
      ))}
    </ul>
  )
}

function Figure({ id }: { readonly id: KpiId }) {
  const kpi = useKpiInForce(id)
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const reason = useReceptionText()
  const row = useRow('kpis', `${id}|${CITY}`)
  const fresh = kpiFreshness(row, now, reception)
  const state = kpiStateNow(row, now)
  return (
    <li className="figure" data-state={state} data-freshness={fresh}>
      <div className="figure__head">
        <h2 className="figure__name">{text(kpi.short)}</h2>
        {row?.unheard !== true && <Coverage kpi={kpi} row={row} />}
      </div>
      <div className="figure__line">
        <p className="figure__value" data-figure={figureName.kpi(id, CITY)}>
          {formatFigureNumber(row?.value, kpi, language)}
          {row?.value != null && <span className="figure__unit">{counted(kpi.unit, row.value, language)}</span>}
        </p>
        {fresh === 'live' || fresh === 'never' || state !== 'unjudged' ? (
          state !== 'untargeted' && <KpiStateMark state={state} />
        ) : (
          <FreshnessMark compact freshness={fresh} at={row?.at} />
        )}
      </div>
      {kpi.target !== undefined && <Bullet kpi={kpi} value={row?.value ?? null} />}
      <p className="figure__note">
        {row?.unheard === true ? (
          reason(reception, now)
        ) : (
          <>
            {kpi.beside !== undefined ? <Beside id={kpi.beside as KpiId} /> : <Target kpi={kpi} />}
            {kpi.beside === undefined && kpi.target === undefined && t(`figure.period.${kpi.period}`)}
          </>
        )}
      </p>
    </li>
  )
}

function Bullet({ kpi, value }: { readonly kpi: Kpi; readonly value: number | null }) {
  const scale = bulletScale(kpi, value)
  return (
    <div className="bullet" aria-hidden="true">
      {value !== null && <div className="bullet__fill" style={{ width: `${scale.at(value) * 100}%` }} />}
      {kpi.target !== undefined && (
        <div className="bullet__tick" style={{ left: `${scale.at(kpi.target.value) * 100}%` }} />
      )}
    </div>
  )
}

/** `79/83 đơn vị`, `98% báo cáo ngày`: how much of what should have been reported was. */
function Coverage({ kpi, row }: { readonly kpi: Kpi; readonly row: KpiValue | undefined }) {
  const { t } = useTranslation('wall')
  if (row === undefined || row.expected === 0) return null
  const of = coverageKind(kpi) === 'days' ? 'days' : kpi.from
  const share = Math.floor(shareReported(row) * 100)
  return (
    <span className="figure__coverage" data-thin={row.reported < row.expected * kpi.minCoverage}>
      {row.reported < row.expected && <Shape is="half" />}{' '}
      {t(`coverage.${of}`, { reported: row.reported, expected: row.expected, share, count: row.expected })}
    </span>
  )
}

/** The honest reading beside a flattering one. */
function Beside({ id }: { readonly id: KpiId }) {
  const kpi = useKpiInForce(id)
  const [language] = useLanguage()
  const text = useText()
  const row = useRow('kpis', `${id}|${CITY}`)
  return (
    <>
      {text(kpi.name)}: <span data-figure={figureName.kpi(id, CITY)}>{formatFigure(row?.value, kpi, language)}</span>
    </>
  )
}

function Target({ kpi }: { readonly kpi: Kpi }) {
  const { t } = useTranslation('wall')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
  if (kpi.target === undefined) return null
  const limit = limitText(kpi, kpi.target.value, language)
  if (kpi.target.declared === undefined) return <>{t(`figure.target.${kpi.target.basis}`, { limit })}</>
  return <>{common('targetOfCity', { limit, declared: limitText(kpi, kpi.target.declared, language) })}</>
}
