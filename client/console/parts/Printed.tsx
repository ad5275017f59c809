import { useTranslation } from 'react-i18next'
import type { PlanState } from '../../../domain/plan/outlook.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useEdition, useNow, useRow } from '../../live/useLive.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatDateTime } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { usePrinting } from './usePrinting.ts'
import './print.css'

/** Prints the page: what stands on the sheet follows from `print.css`. */
export function PrintButton() {
  const { t } = useTranslation('console')
  return (
    <button type="button" className="console__button" onClick={() => print()}>
      {t('printed.button')}
    </button>
  )
}

/**
 * What a sheet of paper says first, since nobody can ask it: whose it is, of which time, from when and by which map of units its figures are, and
 * where they come from. Nothing on a screen.
 * @param period of the figures, where they are of one
 */
export function PrintedHead({ period }: { period?: string | undefined }) {
  const { t } = useTranslation('console')
  const edition = useEdition()
  const now = useNow()
  // Where the connection is lost, the figures are as old as the last the hub said.
  const heard = useRow('hub', 'hub')?.now
  const facts = [
    ['period', period],
    ['data', heard === undefined ? undefined : formatDateTime(heard)],
    ['at', formatDateTime(now)],
    ['edition', edition && t(`printed.editions.${edition}`)],
    ['source', t('printed.sources')],
    ['address', location.href],
  ] as const
  return (
    <div className="printed">
      <p className="printed__city">{t('printed.city')}</p>
      <dl className="printed__facts">
        {facts.map(([name, said]) =>
          said === undefined ? null : (
            <div key={name}>
              <dt>{t(`printed.${name}`)}</dt>
              <dd>{said}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  )
}

/** What the marks of a sheet mean, in words. Nothing on a screen, where they say it themselves. */
export function PrintedLegend() {
  return usePrinting() ? <Legend /> : null
}

const STATES = ['met', 'near', 'missed', 'outOfReach', 'unjudged', 'untargeted'] as const satisfies readonly PlanState[]
const AGES = ['live', 'stale', 'lost', 'never', 'unheard'] as const

function Legend() {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  return (
    <ul className="printed__legend" aria-label={t('legend.label')} lang={language}>
      {STATES.map((state) => (
        <li key={state}>
          <KpiStateMark state={state} />: {t(`printed.states.${state}`)}
        </li>
      ))}
      {AGES.map((freshness) => (
        <li key={freshness}>
          <FreshnessMark freshness={freshness} at={undefined} />
        </li>
      ))}
      <li>
        <SimulatedMark />: {t('printed.simulated')}
      </li>
    </ul>
  )
}
