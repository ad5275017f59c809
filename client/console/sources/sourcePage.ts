import type { Page } from '../../../domain/pages.ts'
import { sourceSystem } from '../../panels/sourceSystem.ts'

/** Where one looks at a source: a device has its own page, what a system says stands on the system's. */
export function pageOfSource(source: string): Page | undefined {
  const [kind, id] = source.split('/', 2)
  if (id === undefined || id === '') return undefined
  switch (kind) {
    case 'sensor':
    case 'camera':
      return { is: kind, id }
    case 'statistics':
    case 'event':
    case 'link': {
      const system = sourceSystem(source)
      return system && { is: 'system', id: system }
    }
    default:
      return undefined
  }
}
