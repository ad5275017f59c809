import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Explanation } from '../../../domain/kpis/explanation.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import { dayOf, startOfDay } from '../../../domain/time.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { useNow, useReception } from '../../live/useLive.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatDate, formatDateTime, formatFigure } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { useUnheardText } from '../../ui/receptionText.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import './explainPanel.css'
import { limitText } from '../../../domain/kpis/limitText.ts'
import { kpiInForce } from '../../panels/kpiInForce.ts'
import { kpiFreshness } from '../../panels/truth.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { ActOn } from '../directives/ActOn.tsx'
import { CorrectionNote } from '../figures/CorrectionNote.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { CopyLink } from '../parts/CopyLink.tsx'
import { PrintButton, PrintedHead, PrintedLegend } from '../parts/Printed.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import { ExplainDays } from './ExplainDays.tsx'
import { ExplainDefinition } from './ExplainDefinition.tsx'
import { ExplainInputs, notFresh, pageOfInput } from './ExplainInputs.tsx'
import { ExplainMessages } from './ExplainMessages.tsx'
import { definitionOf, explanationAsked, timeOf } from './explanation.ts'
import { FilledFormula } from './FilledFormula.tsx'

const REFETCH_MS = 10_000

/** How a figure came about: formula, formula with its numbers, what went in, what is missing, the messages behind it. */
export function ExplainPanel({ kpi: id, unit, units }: { kpi: KpiId; unit: string; units: UnitTree }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const unheardText = useUnheardText()
  const { view, change } = useView()
  const inForce = useKpiInForce(id)
  const today = dayOf(now)
  const { path, span } = explanationAsked(id, unit, view, today)
  const isPast = span !== undefined && span.to < today
  const answer = useAnswer(path, isPast ? {} : { refetchMs: REFETCH_MS })
  const target = answer.data?.target
  // The figure is judged by the target of its last day.
  const kpi = definitionOf(target == null ? inForce : kpiInForce(KPIS[id], target.value), span)
  const heading = useRef<HTMLHeadingElement>(null)
  const place = units.byCode.get(unit)
  const value = answer.data?.value
  const close = () => change({ explain: undefined })

  // One panel an explanation (it is keyed): reading begins at its top, and the figure it came from gets the focus back.
  useEffect(() => {
    const opener = document.activeElement
    heading.current?.focus()
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [])

  return (
    <aside className="explain" aria-labelledby="explain-heading">
      <PrintedHead
        period={
          span === undefined
            ? t(`explain.period.${kpi.period}`)
            : `${formatDate(startOfDay(span.from))}–${formatDate(startOfDay(span.to))}`
        }
      />
      <header className="explain__head">
        <div>
          <h2 id="explain-heading" className="explain__heading" ref={heading} tabIndex={-1}>
            {text(kpi.name)}
          </h2>
          <p className="explain__place">
            {place === undefined ? unit : shortName(place, language)}
            {span !== undefined && ` · ${formatDate(startOfDay(span.from))}–${formatDate(startOfDay(span.to))}`}
          </p>
        </div>
        <div className="explain__actions">
          <CopyLink />
          <PrintButton />
          <button type="button" className="console__button" onClick={close} aria-keyshortcuts="Escape">
            {t('close')} <kbd>Esc</kbd>
          </button>
        </div>
      </header>

      <PrintedLegend />

      <div className="explain__figure">
        <strong className="explain__value">{formatFigure(value?.value, kpi, language)}</strong>
        {value !== undefined && <KpiStateMark state={value.state} />}
        {isPast ? (
          t('explain.newest', { at: formatDateTime(value?.at) })
        ) : (
          <FreshnessMark freshness={kpiFreshness(value, now, reception)} at={value?.at ?? undefined} />
        )}
        {value?.simulated === true && <SimulatedMark />}
        {value !== undefined && (
          <ActOn
            seen={{ is: 'figure', kpi: id, unit, shown: value.value, ...timeOf(view, today) }}
            unit={unit}
            what={text(kpi.name)}
            value={formatFigure(value.value, kpi, language)}
            target={target == null ? undefined : limitText(kpi, target.value, language)}
            state={value.state}
            units={units}
          />
        )}
      </div>

      <CorrectionNote kpi={id} unit={unit} span={span} />
      {value?.unheard === true && <p className="explain__note">{unheardText}.</p>}

      <h3>{t('explain.formula')}</h3>
      <p>{text(kpi.formula)}</p>
      <FilledFormula kpi={kpi} value={value} isOfSpan={span !== undefined} />
      {kpi.note !== undefined && <p className="explain__note">{text(kpi.note)}</p>}

      {span === undefined && <p className="explain__note">{t(`explain.period.${kpi.period}`)}</p>}

      <ExplainDefinition id={id} kpi={kpi} unit={unit} changed={target?.changed ?? undefined} />

      {answer.data === undefined ? (
        answer.error === null ? (
          <Skeleton lines={8} />
        ) : (
          <ApiTrouble error={answer.error} retry={() => void answer.refetch()} />
        )
      ) : (
        <>
          <h3>{t('explain.missing', { count: answer.data.missing.length })}</h3>
          <Missing missing={answer.data.missing} units={units} />
          {span === undefined && kpi.period === 'now' && (
            <OldInputs
              everyMs={answer.data.value.everyMs}
              inputs={answer.data.contributions.filter(({ fresh }) => !fresh)}
            />
          )}
          <h3>{t('explain.inputs', { count: answer.data.contributions.length })}</h3>
          <ExplainInputs
            kpi={kpi}
            contributions={answer.data.contributions}
            everyMs={answer.data.value.everyMs}
            span={span === undefined ? 'none' : isPast ? 'past' : 'running'}
          />
          <ExplainDays
            kpi={kpi}
            days={answer.data.days}
            daysSummed={answer.data.daysSummed}
            nameOf={(source) => answer.data?.contributions.find((each) => each.source === source)?.name ?? source}
          />
          <h3>{t('explain.messages', { count: answer.data.messages.length })}</h3>
          {span !== undefined && kpi.from !== 'statistic' ? (
            <p className="explain__note">{t('explain.fromHours')}</p>
          ) : (
            <ExplainMessages messages={answer.data.messages} />
          )}
        </>
      )}
    </aside>
  )
}

/** Who did send, and too long ago to count: with how long. */
function OldInputs({ inputs, everyMs }: { inputs: Explanation['contributions']; everyMs: number }) {
  const { t } = useTranslation('console')
  const { toPage } = useView()
  const now = useNow()
  const reception = useReception()
  if (inputs.length === 0) return null
  return (
    <>
      <h3>{t('explain.old', { count: inputs.length })}</h3>
      <ul className="explain__missing">
        {inputs.map((input) => (
          <li key={input.source}>
            <Link to={toPage(pageOfInput(input))}>{input.name}</Link>{' '}
            <FreshnessMark freshness={notFresh(input.at, now, everyMs, reception)} at={input.at} compact />
          </li>
        ))}
      </ul>
    </>
  )
}

function Missing({ missing, units }: { missing: readonly string[]; units: UnitTree }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { toPage } = useView()
  if (missing.length === 0) return <p className="explain__note">{t('explain.nobodyMissing')}</p>
  return (
    <ul className="explain__missing">
      {missing.map((id) => {
        const unit = units.byCode.get(id)
        return (
          <li key={id}>
            {unit === undefined ? id : <Link to={toPage({ is: 'unit', code: id })}>{shortName(unit, language)}</Link>}
          </li>
        )
      })}
    </ul>
  )
}
