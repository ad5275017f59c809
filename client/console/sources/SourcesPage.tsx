import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useFeedReady, useNow, usePacedRows, useReception } from '../../live/useLive.ts'
import { SOURCE_KINDS, sourceFreshness, sourceKind, TROUBLES, troubleOf } from '../../panels/sourceTrouble.ts'
import { Listing } from '../parts/Listing.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { DataTable } from '../parts/table/DataTable.tsx'
import { useLines } from '../parts/table/useLines.ts'
import { useView } from '../useView.ts'
import { type SourceLine, TroubleMark, useSourceColumns } from './sourceColumns.tsx'

const keyOf = ({ source }: SourceLine) => source.id

/** Health of every source, what is in trouble first. */
export function SourcesPage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('console')
  const now = useNow()
  const reception = useReception()
  const { view } = useView()
  const sources = usePacedRows('sources')
  const ready = useFeedReady('sources')
  const columns = useSourceColumns(units)
  const lines = useLines(
    sources.values(),
    keyOf,
    (source): SourceLine => ({
      source,
      kind: sourceKind(source.id),
      trouble: troubleOf(source, now, reception),
      freshness: sourceFreshness(source, now, reception),
    }),
  )
  const counts = useMemo(() => {
    const tally = new Map<string, number>()
    for (const { trouble, kind } of lines) {
      for (const each of [trouble, kind]) tally.set(each, (tally.get(each) ?? 0) + 1)
    }
    return tally
  }, [lines])
  const shown = useMemo(
    () => lines.filter(({ trouble, kind }) => view.show === undefined || trouble === view.show || kind === view.show),
    [lines, view.show],
  )
  const counted = (show: string) => (ready ? (counts.get(show) ?? 0) : undefined)

  return (
    <Listing
      units={units}
      heading={t('sources.title')}
      groupsLabel={t('sources.groups')}
      groups={[
        { show: undefined, label: t('sources.all'), count: ready ? lines.length : undefined },
        ...TROUBLES.map((trouble) => ({
          show: trouble,
          label: <TroubleMark trouble={trouble} />,
          count: counted(trouble),
        })),
        ...SOURCE_KINDS.map((kind) => ({ show: kind, label: t(`sources.kind.${kind}`), count: counted(kind) })),
      ]}
    >
      {ready ? (
        <DataTable
          caption={t('sources.title')}
          rows={shown}
          keyOf={keyOf}
          columns={columns}
          opensWith={{ by: 'trouble', falls: false }}
          none={lines.length === 0 ? t('sources.none') : t('sources.noneOfThese', { count: lines.length })}
        />
      ) : (
        <Skeleton lines={20} />
      )}
    </Listing>
  )
}
