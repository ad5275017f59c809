import type { Permission } from '../../../domain/access/permissions.ts'
import type { Page } from '../../../domain/pages.ts'

/** What one must be allowed to open a page; null: everybody who is let in. */
export const PAGE_PERMISSIONS: Readonly<Record<Page['is'], Permission | null>> = {
  city: 'figures.see',
  unit: 'figures.see',
  plan: 'figures.see',
  index766: 'figures.see',
  systems: 'figures.see',
  system: 'figures.see',
  alerts: 'alerts.see',
  alertHealth: 'alerts.see',
  incidents: 'incidents.see',
  incident: 'incidents.see',
  directives: 'directives.see',
  directive: 'directives.see',
  explanations: 'directives.see',
  explanation: 'directives.see',
  sensor: 'devices.see',
  camera: 'devices.see',
  cameras: 'cameras.watch',
  sources: 'devices.see',
  quarantine: 'quarantine.see',
  people: 'people.manage',
  person: 'people.manage',
  tokens: 'people.manage',
  walls: 'walls.manage',
  devices: 'devices.manage',
  log: 'audit.read',
  shift: 'shift.see',
  settings: 'map.see',
  control: 'walls.steer',
  work: null,
  since: null,
  notices: null,
  account: null,
  unknown: null,
}

/** Pages where something is managed, in the order of the menu. */
export const MANAGED_PAGES = ['people', 'tokens', 'walls', 'devices', 'settings', 'log'] as const
export type ManagedPage = (typeof MANAGED_PAGES)[number]

export function managedPage(is: ManagedPage): Page {
  return is === 'log' ? { is, unit: undefined } : { is }
}
