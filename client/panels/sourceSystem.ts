import { SYSTEMS, type SystemId } from '../../domain/systems/index.ts'

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
