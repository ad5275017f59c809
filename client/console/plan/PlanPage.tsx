import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PLAN } from '../../../domain/plan/index.ts'
import { dayOf } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useNow, useReception } from '../../live/useLive.ts'
import { useUnknownHolidays } from '../../live/useUnknownHolidays.ts'
import { CITY } from '../../panels/city.ts'
import { type PlanLine, planLines, tallyOf } from '../../panels/planLines.ts'
import { formatDate } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import './planPage.css'
import '../parts/switch.css'
import { AUTHORITIES } from '../address.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Listing } from '../parts/Listing.tsx'
import { PrintButton } from '../parts/Printed.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { usePageUnit } from '../parts/usePageUnit.ts'
import { useView } from '../useView.ts'
import { PlanLines } from './PlanLines.tsx'
import { SHOWN_OUTLOOKS, SHOWN_STATES, shownLines, sortLines } from './planBoard.ts'
import { usePlan } from './usePlan.ts'

const collator = new Intl.Collator('vi')

/** Kế hoạch 11 as it stands in the city or in one unit, what needs somebody first. */
export function PlanPage({ units, unit: asked }: { units: UnitTree; unit: string | undefined }) {
  const { t } = useTranslation('console')
  const text = useText()
  const now = useNow()
  const reception = useReception()
  const today = dayOf(now)
  const unknownHolidays = useUnknownHolidays()
  const { view } = useView()
  const { unit, above, name } = usePageUnit(units, asked)
  const { rows, error, retry } = usePlan(unit)
  const lines = useMemo(() => {
    const all = planLines((id) => rows?.get(id), units.edition, now, reception)
    // The hub sends of a unit what can be measured in it; the rest is the city's, and no gap of the unit's.
    return unit === CITY ? all : all.filter(({ row }) => row !== undefined)
  }, [rows, units.edition, now, reception, unit])
  const elsewhere = unit === CITY ? 0 : Object.keys(PLAN).length - lines.length
  const tally = tallyOf(lines)
  const sort = view.sort ?? { by: 'need', falls: true }
  const shown = sortLines(shownLines(lines, view), sort, ({ item }) => text(item.name), collator)
  const heading = name === undefined ? t('plan.title') : t('plan.titleOf', { unit: name })
  const count = (of: number) => (rows === undefined ? undefined : of)

  return (
    <Listing
      units={units}
      above={above}
      heading={heading}
      hasStates
      period={t('printed.year', { year: today.slice(0, 4), day: formatDate(now) })}
      groupsLabel={t('plan.groups')}
      groups={[
        { show: undefined, label: t('plan.all'), count: count(lines.length) },
        ...SHOWN_STATES.map((state) => ({
          show: state,
          label: state === 'untargeted' ? t('plan.untargeted') : <KpiStateMark state={state} />,
          count: count(tally.states[state]),
        })),
        ...SHOWN_OUTLOOKS.map((outlook) => ({
          show: outlook,
          label: t(`plan.outlook.${outlook}`),
          count: count(tally.outlooks[outlook]),
        })),
        ...(tally.gone === 0 ? [] : [{ show: 'gone', label: t('plan.gone'), count: count(tally.gone) }]),
      ]}
      side={
        <>
          <UnitChoice units={units} unit={unit} page="plan" />
          <AuthoritySwitch />
          <PrintButton />
        </>
      }
    >
      {rows === undefined && error !== null ? (
        <ApiTrouble error={error} retry={retry} />
      ) : rows === undefined ? (
        <Skeleton lines={20} />
      ) : (
        <>
          <Head lines={lines} />
          {unknownHolidays !== undefined && (
            <p className="plan__head">{t('holidaysUnknown', { years: unknownHolidays })}</p>
          )}
          {elsewhere > 0 && <p className="plan__head">{t('plan.elsewhere', { count: elsewhere })}</p>}
          {shown.length === 0 ? (
            <p className="console__empty">{t('plan.noneOfThese', { count: lines.length })}</p>
          ) : (
            <PlanLines lines={shown} unit={unit} sort={sort} caption={heading} />
          )}
        </>
      )}
    </Listing>
  )
}

/** The whole plan in two sentences. */
function Head({ lines }: { lines: readonly PlanLine[] }) {
  const { t } = useTranslation('console')
  const { states, outlooks } = tallyOf(lines)
  const forecast = outlooks.likely + outlooks.open + outlooks.unlikely
  return (
    <p className="plan__head">
      {t('plan.head.states', states)} {forecast === 0 ? t('plan.head.noForecast') : t('plan.head.outlooks', outlooks)}
    </p>
  )
}

/** Whose authorities the rows bind. */
function AuthoritySwitch() {
  const { t } = useTranslation('console')
  const { view, to } = useView()
  return (
    <nav className="switch" aria-label={t('plan.binds')}>
      {[undefined, ...AUTHORITIES].map((authority) => (
        <Link
          key={authority ?? ''}
          className="switch__option"
          to={to({ authority })}
          replace
          aria-current={view.authority === authority ? 'true' : undefined}
        >
          {t(authority === undefined ? 'plan.anyAuthority' : `plan.authority.${authority}`)}
        </Link>
      ))}
    </nav>
  )
}
