import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Reception } from '../../../domain/reception.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import type { Source } from '../../../domain/wire.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useFeedReady, useNow, useReception, useRows } from '../../live/useLive.ts'
import { FreshnessMark } from '../../ui/FreshnessMark.tsx'
import { formatNumber } from '../../ui/format.ts'
import type { ShapeName } from '../../ui/Shape.tsx'
import '../parts/table.css'
import {
  clockSkewMs,
  compareByTrouble,
  SOURCE_KINDS,
  sourceFreshness,
  sourceKind,
  TROUBLES,
  type Trouble,
  troubleOf,
} from '../../panels/sourceTrouble.ts'
import type { Sort } from '../address.ts'
import { Listing } from '../parts/Listing.tsx'
import { Marked } from '../parts/Marked.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { SortHead } from '../parts/SortHead.tsx'
import { skewText, spanText } from '../parts/spans.ts'
import { useRowKeys } from '../parts/useRowKeys.ts'
import { useView } from '../useView.ts'
import { pageOfSource } from './sourcePage.ts'

const SHAPES: Record<Trouble, ShapeName> = {
  lost: 'ring',
  stale: 'half',
  refused: 'triangle',
  skew: 'triangle',
  unheard: 'half',
  silent: 'ring',
  none: 'disc',
}

/** Health of every source, what is in trouble first. */
export function SourcesPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('console')
  const now = useNow()
  const reception = useReception()
  const { view } = useView()
  const rowKeys = useRowKeys()
  const sources = useRows('sources')
  const ready = useFeedReady('sources')
  const all = useMemo(() => [...sources.values()], [sources])
  const sort: Sort = view.sort ?? { by: 'trouble', falls: false }
  const shown = all
    .filter(
      (source) =>
        view.show === undefined ||
        troubleOf(source, now, reception) === view.show ||
        sourceKind(source.id) === view.show,
    )
    .sort(compareBy(sort, now, reception))
  const counted = (of: (source: Source) => boolean) => (ready ? all.filter(of).length : undefined)

  return (
    <Listing
      units={units}
      heading={t('sources.title')}
      groupsLabel={t('sources.groups')}
      groups={[
        { show: undefined, label: t('sources.all'), count: counted(() => true) },
        ...TROUBLES.map((trouble) => ({
          show: trouble,
          label: <TroubleMark trouble={trouble} />,
          count: counted((source) => troubleOf(source, now, reception) === trouble),
        })),
        ...SOURCE_KINDS.map((kind) => ({
          show: kind,
          label: t(`sources.kind.${kind}`),
          count: counted((source) => sourceKind(source.id) === kind),
        })),
      ]}
    >
      {!ready ? (
        <Skeleton lines={20} />
      ) : shown.length === 0 ? (
        <p className="console__empty">{t(all.length === 0 ? 'sources.none' : 'sources.noneOfThese')}</p>
      ) : (
        <table className="table" onKeyDown={rowKeys}>
          <caption className="visually-hidden">{t('sources.title')}</caption>
          <thead>
            <tr>
              <SortHead by="id" sort={sort} fallsFirst={false}>
                {t('source.id')}
              </SortHead>
              <th scope="col">{t('sensors.place')}</th>
              <SortHead by="trouble" sort={sort} fallsFirst={false}>
                {t('source.state')}
              </SortHead>
              <SortHead by="received" sort={sort} fallsFirst={false}>
                {t('source.last')}
              </SortHead>
              <th scope="col">{t('source.every')}</th>
              <SortHead by="accepted" sort={sort} fallsFirst number>
                {t('source.accepted')}
              </SortHead>
              <SortHead by="refused" sort={sort} fallsFirst number>
                {t('source.refused')}
              </SortHead>
              <th scope="col" className="table__number">
                {t('source.duplicates')}
              </th>
              <th scope="col" className="table__number">
                {t('source.late')}
              </th>
              <SortHead by="skew" sort={sort} fallsFirst number>
                {t('source.skew')}
              </SortHead>
            </tr>
          </thead>
          <tbody>
            {shown.map((source) => (
              <SourceRow key={source.id} source={source} units={units} now={now} reception={reception} />
            ))}
          </tbody>
        </table>
      )}
    </Listing>
  )
}

function TroubleMark({ trouble }: { trouble: Trouble }) {
  const { t } = useTranslation('console')
  return (
    <Marked is={SHAPES[trouble]} {...(trouble !== 'none' && { tone: 'near' })}>
      {t(`trouble.${trouble}`)}
    </Marked>
  )
}

function SourceRow({
  source,
  units,
  now,
  reception,
}: {
  source: Source
  units: UnitTree | undefined
  now: number
  reception: Reception
}) {
  const [language] = useLanguage()
  const { toPage } = useView()
  const unit = source.unit === null ? undefined : units?.byCode.get(source.unit)
  const page = pageOfSource(source.id)
  const count = (n: number) => formatNumber(n, 0, language)
  return (
    <tr className="table__row">
      <th scope="row">
        {page === undefined ? (
          <code>{source.id}</code>
        ) : (
          <Link className="table__link" data-row to={toPage(page)}>
            <code>{source.id}</code>
          </Link>
        )}
      </th>
      <td>{unit === undefined ? '–' : shortName(unit, language)}</td>
      <td>
        <TroubleMark trouble={troubleOf(source, now, reception)} />
      </td>
      <td>
        <FreshnessMark
          freshness={sourceFreshness(source, now, reception)}
          at={source.lastReceivedAt ?? undefined}
          compact
        />
      </td>
      <td>{source.everyMs === null ? '–' : spanText(source.everyMs, language)}</td>
      <td className="table__number">{count(source.accepted)}</td>
      <td className="table__number">{count(source.refused)}</td>
      <td className="table__number">{count(source.duplicates)}</td>
      <td className="table__number">{count(source.late)}</td>
      <td className="table__number">{skewText(clockSkewMs(source), language)}</td>
    </tr>
  )
}

function compareBy(sort: Sort, now: number, reception: Reception): (a: Source, b: Source) => number {
  const sign = sort.falls ? -1 : 1
  const byTrouble = compareByTrouble(now, reception)
  const byId = (a: Source, b: Source) => (a.id < b.id ? -1 : 1)
  const number: Record<string, (source: Source) => number> = {
    received: (source) => source.lastReceivedAt ?? 0,
    accepted: (source) => source.accepted,
    refused: (source) => source.refused,
    skew: (source) => Math.abs(clockSkewMs(source) ?? 0),
  }
  const of = number[sort.by]
  if (of !== undefined) return (a, b) => sign * (of(a) - of(b)) || byId(a, b)
  return (a, b) => sign * (sort.by === 'id' ? byId(a, b) : byTrouble(a, b))
}
