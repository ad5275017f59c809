import type * as z from 'zod'
import type { DataGap } from '../../domain/dataGap.ts'
import type { SeriesQuery } from '../../domain/queries/series.ts'
import type { EndedDevice } from '../city/retirements.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'

export function timeRange({ from, to, points }: Readonly<z.output<typeof SeriesQuery>>) {
  if (from >= to) throw new Problem('fromAfterTo')
  return { from, to, points }
}

/** The end of a device as it is answered; null while it is there. */
export function endOf(gone: EndedDevice | undefined): Pick<EndedDevice, 'at' | 'by'> | null {
  return gone === undefined ? null : { at: gone.at, by: gone.by }
}

/** A history, with the times of which a part of it may be missing. */
export async function seriesOf(
  store: Pick<Store, 'series' | 'dataGaps'>,
  query: Parameters<Store['series']>[0],
): Promise<Awaited<ReturnType<Store['series']>> & { gaps: DataGap[] }> {
  const [series, gaps] = await Promise.all([store.series(query), store.dataGaps(query)])
  return { ...series, gaps }
}
