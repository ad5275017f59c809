import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  SOURCE_KINDS,
  sourceFreshness,
  sourceKind,
  TROUBLES,
  troubleOf,
} from '../../../domain/sources/sourceTrouble.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useFeedReady, useNow, usePacedRows, useReception, useRow } from '../../live/useLive.ts'
import { formatDateTime } from '../../ui/format.ts'
import { Listing } from '../parts/Listing.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { DataTable } from '../parts/table/DataTable.tsx'
import { useLines } from '../parts/table/useLines.ts'
import { ENDED } from '../shows.ts'
import { useView } from '../useView.ts'
import { EndedSources } from './EndedSources.tsx'
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
  const ended = usePacedRows('retired')
  const endedReady = useFeedReady('retired')
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
  // Nobody writes these counts down: who reads them, here or in a file, is told since when.
  const startedAt = useRow('hub', 'hub')?.startedAt
  const notes = useMemo(
    () => (startedAt === undefined ? [] : [t('sources.countedSince', { time: formatDateTime(startedAt) })]),
    [startedAt, t],
  )
  const counted = (show: string) => (ready ? (counts.get(show) ?? 0) : undefined)

  return (
    <Listing
      units={units}
      heading={t('sources.title')}
      groupsLabel={t('sources.groups')}
      side={
        view.show !== ENDED &&
        notes.map((note) => (
          <span key={note} className="table__faint">
            {note}
          </span>
        ))
      }
      groups={[
        { show: undefined, label: t('sources.all'), count: ready ? lines.length : undefined },
        ...TROUBLES.map((trouble) => ({
          show: trouble,
          label: <TroubleMark trouble={trouble} />,
          count: counted(trouble),
        })),
        ...SOURCE_KINDS.map((kind) => ({ show: kind, label: t(`sources.kind.${kind}`), count: counted(kind) })),
        { show: ENDED, label: t('sources.ended'), count: endedReady ? ended.size : undefined },
      ]}
    >
      {view.show === ENDED ? (
        <EndedSources ended={ended} ready={endedReady} units={units} />
      ) : ready ? (
        <DataTable
          notes={notes}
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
