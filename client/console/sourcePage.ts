import { SYSTEMS, type SystemId } from '../../domain/systems/index.ts'
import type { Page } from './address.ts'

/**
 * The information system that a source belongs to: `statistics/oneStop/31135`, `event/soc/92` and `link/lgsp/ngsp` name it, a camera is
 * one of the one-stop cameras, and what nobody announced came to the centre itself. Undefined for sensors: they are of no system.
 */
export function sourceSystem(source: string): SystemId | undefined {
  const [kind, name = ''] = source.split('/', 2)
  switch (kind) {
    case 'statistics':
    case 'event':
    case 'link':
      return Object.hasOwn(SYSTEMS, name) ? (name as SystemId) : undefined
    case 'camera':
      return 'oneStopCameras'
    case 'sensor':
      return undefined
    default:
      return 'operationsCentre'
  }
}

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
