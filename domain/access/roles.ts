import type { Text } from '../text.ts'
import type { Permission } from './permissions.ts'

interface DeclaredRole {
  readonly name: Text
  readonly may: readonly Permission[]
}

const PICTURE = [
  'map.see',
  'figures.see',
  'devices.see',
  'alerts.see',
  'hub.see',
  'directives.see',
] as const satisfies readonly Permission[]

const STEER = ['walls.see', 'walls.steer'] as const satisfies readonly Permission[]

/** Who may do what: the one table. A role is held for a unit, and reaches what lies there and below. */
export const ROLES = {
  leader: {
    name: { vi: 'Lãnh đạo', en: 'Leader' },
    may: [
      ...PICTURE,
      ...STEER,
      ...(['cameras.watch', 'quarantine.see', 'shift.see', 'settings.change', 'audit.read'] as const),
      ...(['incidents.see', 'incidents.confirm', 'directives.give'] as const),
    ],
  },
  lead: {
    name: { vi: 'Trưởng ca', en: 'Shift lead' },
    may: [
      ...PICTURE,
      ...STEER,
      ...(['cameras.watch', 'quarantine.see', 'alerts.acknowledge', 'shift.see', 'shift.keep'] as const),
      ...(['incidents.see', 'incidents.work', 'incidents.confirm', 'directives.give', 'notices.see'] as const),
    ],
  },
  operator: {
    name: { vi: 'Trực ban', en: 'Operator' },
    may: [
      ...PICTURE,
      ...STEER,
      ...(['cameras.watch', 'quarantine.see', 'alerts.acknowledge', 'shift.see', 'shift.keep'] as const),
      ...(['incidents.see', 'incidents.work'] as const),
    ],
  },
  officer: {
    name: { vi: 'Cán bộ đơn vị', en: 'Unit officer' },
    may: [...PICTURE, 'cameras.watch', 'incidents.see', 'incidents.work', 'directives.answer'],
  },
  auditor: {
    name: { vi: 'Kiểm tra', en: 'Auditor' },
    may: [...PICTURE, 'quarantine.see', 'shift.see', 'audit.read', 'incidents.see'],
  },
  admin: {
    name: { vi: 'Quản trị', en: 'Administrator' },
    may: [
      ...['map.see', 'devices.see', 'quarantine.see', 'hub.see', 'notices.see'],
      ...['settings.change', 'devices.manage', 'walls.manage', 'walls.see', 'people.manage'],
    ] as Permission[],
  },
  /** A screen that hangs in a room, not a person. */
  wall: { name: { vi: 'Màn hình lớn', en: 'Wall' }, may: [...PICTURE, 'cameras.watch', 'walls.see', 'directives.see'] },
} as const satisfies Record<string, DeclaredRole>

export type Role = keyof typeof ROLES

/** Roles that are allowed something, as an office names them. A wall's is nobody's. */
export function rolesThatMay(permission: Permission): Role[] {
  return (Object.keys(ROLES) as Role[]).filter(
    (role) => role !== 'wall' && (ROLES[role].may as readonly Permission[]).includes(permission),
  )
}
