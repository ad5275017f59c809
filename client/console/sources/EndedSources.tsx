import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Retired } from '../../../domain/sources/source.ts'
import { sourceKind } from '../../../domain/sources/sourceTrouble.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { Age } from '../../ui/FreshnessMark.tsx'
import { formatDateTime } from '../../ui/format.ts'
import { Name } from '../../ui/Name.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import type { Column } from '../parts/table/column.ts'
import { DataTable } from '../parts/table/DataTable.tsx'

const keyOf = ({ id }: Retired) => id

/** Sources that have ended: since when, and by whom. They are asked for nothing any more, their history stays. */
export function EndedSources({
  ended,
  ready,
  units,
}: {
  ended: ReadonlyMap<string, Retired>
  ready: boolean
  units: UnitTree | undefined
}) {
  const { t } = useTranslation('console')
  const columns = useEndedColumns(units)
  const rows = useMemo(() => [...ended.values()], [ended])
  if (!ready) return <Skeleton lines={20} />
  return (
    <DataTable
      caption={t('sources.ended')}
      rows={rows}
      keyOf={keyOf}
      columns={columns}
      opensWith={{ by: 'since', falls: true }}
      none={t('sources.noneEnded')}
    />
  )
}

function useEndedColumns(units: UnitTree | undefined): readonly Column<Retired>[] {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  return useMemo(() => {
    const place = ({ unit }: Retired) => {
      const known = unit === null ? undefined : units?.byCode.get(unit)
      return known === undefined ? undefined : shortName(known, language)
    }
    const kind = ({ id }: Retired) => t(`sources.kind.${sourceKind(id)}`)
    const by = ({ by: person }: Retired) => person ?? t('sources.endedByItself')
    return [
      {
        id: 'id',
        label: t('source.id'),
        rank: 'name',
        width: 260,
        grows: true,
        cell: ({ id, name }) => (
          <>
            <code>{id}</code>
            {name != null && (
              <div className="table__faint">
                <Name id={id}>{name}</Name>
              </div>
            )}
          </>
        ),
        order: ({ id }) => id,
        text: ({ id, name }) => `${id} ${name ?? ''}`,
        exports: [
          { label: t('source.id'), kind: 'text', of: ({ id }) => id },
          { label: t('sources.name'), kind: 'text', of: ({ name }) => name ?? null },
        ],
      },
      {
        id: 'kind',
        label: t('sources.kindOf'),
        rank: 'second',
        width: 160,
        cell: kind,
        order: kind,
        text: kind,
      },
      {
        id: 'place',
        label: t('sensors.place'),
        rank: 'second',
        width: 160,
        cell: (row) => place(row) ?? '–',
        order: place,
        text: (row) => place(row) ?? '',
      },
      {
        id: 'since',
        label: t('sources.endedSince'),
        rank: 'first',
        width: 180,
        fallsFirst: true,
        cell: ({ at }) => (
          <>
            {formatDateTime(at)}
            <div className="table__faint">
              <Age at={at} />
            </div>
          </>
        ),
        order: ({ at }) => at,
        exports: [{ label: t('sources.endedSince'), kind: 'moment', of: ({ at }) => at }],
      },
      {
        id: 'by',
        label: t('sources.endedBy'),
        rank: 'first',
        width: 180,
        cell: by,
        order: by,
        text: by,
      },
    ]
  }, [t, language, units])
}
