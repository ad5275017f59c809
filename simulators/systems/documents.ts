import type { documents as declared } from '../../domain/systems/documents.ts'
import { dayOf, startOfDay } from '../../domain/time.ts'
import { sizeOf } from './authority.ts'
import { fairPart, has, type ShareShape, shareOf, sofar, standing } from './books.ts'
import type { SystemModel } from './systemModel.ts'

/** Work files processed online: departments far ahead of districts, districts of communes. */
const ONLINE: Record<'city' | 'district' | 'commune', ShareShape> = {
  city: { from: 0.86, to: 0.89, yearly: 0.05 },
  district: { from: 0.55, to: 0.74, yearly: 0.08 },
  commune: { from: 0.18, to: 0.56, yearly: 0.1 },
}

/** Document management: documents, work files and tasks of an authority. */
export const documents: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const size = sizeOf(authority)
  const files = sofar(authority, 'work files', 7 * size, at)
  const shape = ONLINE[authority.unit.level]
  return {
    workFiles: files,
    workFilesOnline: fairPart(
      authority,
      'online files',
      files,
      shareOf(authority, 'online files', startOfDay(dayOf(at)), shape),
      at,
    ),
    documentsIn: sofar(authority, 'documents in', 14 * size, at),
    documentsOut: sofar(authority, 'documents out', 6 * size, at),
    tasksDue: sofar(authority, 'tasks', 2 * size, at),
    tasksOverdue: standing(authority, `tasks overdue ${dayOf(at).slice(0, 7)}`, 0.9 * size),
    connectedToAxis: has(authority, 'axis', at, { from: 0.93, yearly: 0.1 }),
  }
}
