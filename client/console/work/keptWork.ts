import type { WorkList } from '../../../domain/work/work.ts'
import type { AnswerTo } from '../../live/ask.ts'
import { recall, remember } from '../../remembered.ts'

export type Work = AnswerTo<'/my-work'>

/** Lists of one person; whoever signs in next finds nothing of them. */
interface Kept {
  readonly person: string
  readonly lists: Readonly<Partial<Record<WorkList, Work>>>
}

/** Keeps the first page of a list for when there is no line to the hub. */
export function keepWork(person: string, list: WorkList, work: Work): void {
  remember('work', JSON.stringify({ person, lists: { ...keptOf(person), [list]: work } } satisfies Kept))
}

/** A list as it was last loaded; undefined where it never was. */
export function keptWork(person: string, list: WorkList): Work | undefined {
  return keptOf(person)[list]
}

function keptOf(person: string): Kept['lists'] {
  try {
    const kept = JSON.parse(recall('work') ?? 'null') as Partial<Kept> | null
    return kept?.person === person && typeof kept.lists === 'object' ? kept.lists : {}
  } catch {
    return {}
  }
}
