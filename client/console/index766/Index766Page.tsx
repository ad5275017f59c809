import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { BANDS } from '../../../domain/index766/bands.ts'
import type { Period } from '../../../domain/periods.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { CITY } from '../../panels/city.ts'
import './index766Page.css'
import { startOfDay } from '../../../domain/time.ts'
import { formatDate } from '../../ui/format.ts'
import type { Sort } from '../address.ts'
import { PeriodChoice } from '../figures/PeriodChoice.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Listing } from '../parts/Listing.tsx'
import { PrintButton } from '../parts/Printed.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { UNSCORED } from '../shows.ts'
import { useView } from '../useView.ts'
import { Index766Table } from './Index766Table.tsx'
import { groupOf, splitRows } from './index766Rows.ts'

const OPENS_WITH: Period = 'month'
const OPENS_BY: Sort = { by: 'score', falls: false }
const collator = new Intl.Collator('vi')

/** The index of Quyết định 766 as the centre can explain it, for the city and every commune, with the official score beside it. */
export function Index766Page({ units }: { units: UnitTree }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { view } = useView()
  const period = view.period ?? OPENS_WITH
  const answer = useAnswer(ask('/index766', { query: { period, day: view.day } }), { refetchMs: MINUTE_MS })
  const { city, others } = useMemo(() => {
    const all = answer.data?.rows ?? []
    return { city: all.find(({ unit }) => unit === CITY), others: all.filter(({ unit }) => unit !== CITY) }
  }, [answer.data])
  const nameOf = useCallback(
    (code: string) => {
      const unit = units.byCode.get(code)
      return code === CITY ? t('cityFull') : unit === undefined ? code : shortName(unit, language)
    },
    [t, language, units],
  )
  const sort = view.sort ?? OPENS_BY
  const rows = useMemo(
    () => splitRows(others, view.show, sort, (code) => units.byCode.get(code)?.name ?? code, collator),
    [others, view.show, sort, units],
  )
  const count = (group: string) =>
    answer.data === undefined ? undefined : others.filter((row) => groupOf(row) === group).length

  return (
    <Listing
      units={units}
      heading={t('index766.title')}
      period={
        answer.data &&
        `${t(`period.${answer.data.period}`)} ${t('period.upTo')} ${formatDate(startOfDay(answer.data.day))}`
      }
      groupsLabel={t('index766.groups')}
      groups={[
        { show: undefined, label: t('index766.all'), count: answer.data && others.length },
        ...BANDS.map((band) => ({ show: band, label: t(`index766.band.${band}`), count: count(band) })),
        { show: UNSCORED, label: t('index766.unscored'), count: count(UNSCORED) },
      ]}
      side={
        <>
          <PeriodChoice opensWith={OPENS_WITH} />
          <PrintButton />
        </>
      }
    >
      <p className="index766__notice">
        <strong>{t('index766.notOfficial')}</strong> {t('index766.unverified')}
      </p>
      {answer.data === undefined ? (
        answer.error === null ? (
          <Skeleton lines={20} />
        ) : (
          <ApiTrouble error={answer.error} retry={() => void answer.refetch()} />
        )
      ) : rows.scored.length + rows.unscored.length === 0 ? (
        <p className="console__empty">
          {others.length === 0 ? t('index766.none') : t('index766.noneOfThese', { count: others.length })}
        </p>
      ) : (
        <Index766Table
          city={city}
          rows={rows}
          nameOf={nameOf}
          sort={sort}
          caption={t('index766.title')}
          period={`${t('period.label')}: ${t(`period.${answer.data.period}`)} ${answer.data.day}`}
        />
      )}
    </Listing>
  )
}
