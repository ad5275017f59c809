import { useTranslation } from 'react-i18next'
import { alertQuantity } from '../../domain/alerts/quantity.ts'
import type { FrozenFigure } from '../../domain/incidents/incident.ts'
import { counted } from '../../domain/text.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { formatDateTime, formatNumber } from '../ui/format.ts'
import { Figure } from './Figure.tsx'
import { useFocusIncident } from './focusIncident.ts'
import { useComingText } from './useComingText.ts'

/** How far an incident has come, or the first figure that was frozen with it, as it was. */
export function IncidentFigure({ part, count }: { readonly part: 'steps' | 'figure'; readonly count: number }) {
  const { t } = useTranslation('wall')
  const { shown, isUnknown } = useFocusIncident()
  const steps = shown?.incident.steps
  const [figure] = shown?.incident.figures ?? []
  // Of no incident there is no figure to wait for.
  const coming = useComingText()
  if (isUnknown) return null
  if (part === 'figure' && figure !== undefined) return <Frozen figure={figure} count={count} />
  const isSteps = part === 'steps'
  const done = steps?.filter((step) => step.done !== null).length ?? 0
  const missing = steps?.filter((step) => step.mandatory && step.done === null).length ?? 0
  const isKnown = isSteps && steps !== undefined && steps.length > 0
  return (
    <Figure
      count={count}
      look={{
        label: t(isSteps ? 'incident.progress' : 'incident.figure'),
        value: isKnown ? `${done}/${steps.length}` : '–',
        unit: isKnown ? t('incident.done') : undefined,
        tone: !isKnown ? 'unjudged' : missing > 0 ? 'near' : 'met',
        isOld: !isKnown,
        note:
          shown === undefined
            ? coming
            : !isSteps
              ? t('incident.noFigure')
              : isKnown
                ? t('incident.missing', { count: missing })
                : t('incident.noSteps'),
      }}
    />
  )
}

function Frozen({ figure, count }: { readonly figure: FrozenFigure; readonly count: number }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const { rule, value, limit, severity, at } = figure
  const quantity = rule === null ? undefined : alertQuantity({ rule, limit, ...(severity !== null && { severity }) })
  const number = (of: number) => formatNumber(of, quantity?.digits ?? 0, language)
  const unit = quantity?.unit
  return (
    <Figure
      count={count}
      look={{
        label: text(figure.title),
        value: value === null ? '–' : number(value),
        unit:
          value === null || unit === undefined
            ? undefined
            : typeof unit === 'string'
              ? unit
              : counted(unit, value, language),
        tone: severity === 'critical' || severity === 'major' ? 'missed' : 'near',
        // It is of then, whatever has become of it.
        isOld: true,
        note: [
          ...(figure.course === undefined ? [] : [text(figure.course)]),
          t('incident.frozen', { at: formatDateTime(at) }),
          ...(limit === null ? [] : [t('extremes.limit', { at: number(limit) })]),
        ].join(' · '),
      }}
    />
  )
}
