import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Band } from '../../../domain/index766/bands.ts'
import type { Index766Row } from '../../../domain/index766/index766.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { CITY } from '../../panels/city.ts'
import { formatNumber } from '../../ui/format.ts'
import type { Sort } from '../address.ts'
import { Marked } from '../parts/Marked.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'
import { OpenLink } from '../parts/table/OpenLink.tsx'
import { UNSCORED } from '../shows.ts'
import { useView } from '../useView.ts'
import { Index766Detail } from './Index766Detail.tsx'
import { Index766Score } from './Index766Score.tsx'
import { groupOf, type SplitRows } from './index766Rows.ts'

const keyOf = ({ unit }: Index766Row) => unit
const isCity = ({ unit }: Index766Row) => unit === CITY
const rowClass = ({ unit }: Index766Row) => (unit === CITY ? 'index766__whole' : undefined)

/** The six groups of every unit: the city first, then what has a total, then what has none. A row opens to its criteria. */
export function Index766Table({
  city,
  rows,
  nameOf,
  sort,
  caption,
  period,
}: {
  city: Index766Row | undefined
  rows: SplitRows
  nameOf: (unit: string) => string
  sort: Sort
  caption: string
  /** In words, for exported files. */
  period: string
}) {
  const { t } = useTranslation('console')
  const { view } = useView()
  const all = useMemo(() => [...(city === undefined ? [] : [city]), ...rows.scored, ...rows.unscored], [city, rows])
  const columns = useIndexColumns(all[0]?.groups ?? NO_GROUPS, nameOf)
  const apart = useMemo(
    () => ({
      is: ({ score }: Index766Row) => score === null,
      head: (count: number) => <Marked is="ring">{t('index766.unscoredCount', { count })}</Marked>,
    }),
    [t],
  )
  const notes = useMemo(() => [period, t('index766.notOfficial'), t('index766.unverified')], [t, period])
  return (
    <DataTable
      caption={caption}
      className="index766"
      rows={all}
      keyOf={keyOf}
      columns={columns}
      opensWith={sort}
      none={t('index766.none')}
      rowClass={rowClass}
      isFirst={isCity}
      apart={apart}
      opened={{
        key: view.opened,
        draw: (row) => <Index766Detail row={row} caption={t('index766.criteria', { unit: nameOf(row.unit) })} />,
      }}
      notes={notes}
    />
  )
}

const NO_GROUPS: Index766Row['groups'] = []

function useIndexColumns(
  groups: Index766Row['groups'],
  nameOf: (unit: string) => string,
): readonly Column<Index766Row>[] {
  const { t } = useTranslation('console')
  const { t: list } = useTranslation('list')
  const [language] = useLanguage()
  // The groups are the same of every unit; the rows come anew each minute.
  const heads = JSON.stringify(groups.map(({ code, max }) => ({ code, max })))
  return useMemo(() => {
    const bandOf = (id: string) => (id === UNSCORED ? t('index766.unscored') : t(`index766.band.${id as Band}`))
    const shown: readonly Pick<Index766Row['groups'][number], 'code' | 'max'>[] = JSON.parse(heads)
    return [
      {
        id: 'unit',
        label: t('index766.column.unit'),
        rank: 'name',
        width: 150,
        grows: true,
        isOrderedByPage: true,
        cell: ({ unit }) => <UnitName unit={unit} name={nameOf(unit)} />,
        text: ({ unit }) => nameOf(unit),
        exports: [
          { label: list('only.code'), kind: 'text', of: ({ unit }) => unit },
          { label: t('index766.column.unit'), kind: 'text', of: ({ unit }) => nameOf(unit) },
        ],
      },
      ...shown.map(({ code, max }): Column<Index766Row> => {
        const groupIn = (row: Index766Row) => row.groups.find((group) => group.code === code)
        const label = t(`index766.group.${code}`)
        const most = t('index766.most', { max: formatNumber(max, 0, language) })
        return {
          id: code,
          label,
          head: (
            <span className="index766__head">
              {label}
              <span>{most}</span>
            </span>
          ),
          rank: 'second',
          width: 104,
          isNumber: true,
          isOrderedByPage: true,
          cell: (row) => {
            const group = groupIn(row)
            return group === undefined ? '–' : <Index766Score {...group} />
          },
          exports: [{ label: `${label} (${most})`, kind: 'number', digits: 2, of: (row) => groupIn(row)?.score }],
        }
      }),
      {
        id: 'score',
        label: t('index766.column.score'),
        rank: 'first',
        width: 96,
        isNumber: true,
        isOrderedByPage: true,
        cell: ({ score, known, knownMax }) => <Index766Score score={score} known={known} knownMax={knownMax} />,
        exports: [
          { label: t('index766.column.score'), kind: 'number', digits: 2, of: ({ score }) => score },
          { label: list('only.known'), kind: 'number', digits: 2, of: ({ known }) => known },
          { label: list('only.knownMax'), kind: 'number', of: ({ knownMax }) => knownMax },
        ],
      },
      {
        id: 'official',
        label: t('index766.column.official'),
        rank: 'first',
        width: 110,
        isNumber: true,
        wraps: true,
        isOrderedByPage: true,
        cell: (row) => <OfficialScore row={row} />,
        exports: [{ label: t('index766.column.official'), kind: 'number', digits: 2, of: ({ official }) => official }],
      },
      {
        id: 'band',
        label: t('index766.column.band'),
        rank: 'first',
        width: 100,
        cell: ({ band }) => (band === null ? '–' : bandOf(band)),
        text: (row) => bandOf(groupOf(row)),
        choice: { of: groupOf, label: bandOf },
      },
    ]
  }, [t, list, language, heads, nameOf])
}

/** Opens the row to its criteria. */
function UnitName({ unit, name }: { unit: string; name: string }) {
  return (
    <OpenLink row={unit} isName>
      {name}
    </OpenLink>
  )
}

function OfficialScore({ row: { official, officialUnpooled } }: { row: Index766Row }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  if (official !== null) return formatNumber(official, 2, language)
  return (
    <span className="table__faint">{t(officialUnpooled ? 'index766.officialUnpooled' : 'index766.noOfficial')}</span>
  )
}
