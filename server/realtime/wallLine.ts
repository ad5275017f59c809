import { may, type Principal } from '../../domain/access/principal.ts'
import { SOCKET_EVENTS } from '../../domain/socketEvents.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Answer } from '../../domain/wire.ts'
import { DEMO_WALL_PRINCIPAL } from '../accounts/demoWalls.ts'
import type { Walls } from '../services/walls.ts'

export interface WallParts extends Pick<Walls, 'painted' | 'attend' | 'gone' | 'placeOf'> {
  /** Walls that the demo's screens may show. */
  readonly demo: readonly { readonly id: string }[]
}

/** Reports of one connection: so many at once, and so many a second from then on. */
const AT_ONCE = 6
const A_SECOND = 3

/** What walls say of themselves over their line, and which of them somebody attends to. */
export interface WallLine {
  /** `forbidden`: none of a wall, or of another one; `tooOften`; `unreadable`. */
  painted(line: object, principal: Principal, report: unknown): Answer<object>
  /** `forbidden`, `unreadable`: nobody is attended to from then on. */
  attend(line: object, principal: Principal, wall: unknown): Answer<object>
  gone(line: object): void
}

/** @param monotonic ms that never jump */
export function createWallLine({
  walls,
  units,
  monotonic,
}: {
  walls: WallParts
  units: UnitTree
  monotonic: () => number
}): WallLine {
  const left = new WeakMap<object, { count: number; at: number }>()

  function isTooOften(line: object): boolean {
    const now = monotonic()
    const { count, at } = left.get(line) ?? { count: AT_ONCE, at: now }
    const room = Math.min(AT_ONCE, count + ((now - at) / 1_000) * A_SECOND)
    left.set(line, { count: Math.max(0, room - 1), at: now })
    return room < 1
  }

  /** The wall that speaks: whose its connection is, or of the demo's the one it names. */
  function wallOf({ is, id }: Principal, named: string | null): string | undefined {
    if (is !== 'wall') return undefined
    if (id !== DEMO_WALL_PRINCIPAL) return named === null || named === id ? id : undefined
    return walls.demo.find((each) => each.id === named)?.id
  }

  return {
    painted(line, principal, report) {
      if (principal.is !== 'wall') return { ok: false, reason: 'forbidden' }
      if (isTooOften(line)) return { ok: false, reason: 'tooOften' }
      const said = SOCKET_EVENTS.painted.safeParse(report)
      if (!said.success) return { ok: false, reason: 'unreadable' }
      const wall = wallOf(principal, said.data.wall)
      if (wall === undefined || walls.placeOf(wall) === undefined) return { ok: false, reason: 'forbidden' }
      const { screen, geometry } = said.data
      if (screen > geometry.columns * geometry.rows) return { ok: false, reason: 'unreadable' }
      walls.painted(wall, line, said.data)
      return { ok: true }
    },
    attend(line, principal, wall) {
      const said = SOCKET_EVENTS.attend.safeParse(wall)
      const named = said.data ?? null
      const place = named === null ? undefined : walls.placeOf(named)
      const isAllowed = place !== undefined && may(principal, 'walls.steer', place, units)
      walls.attend(line, principal.name, isAllowed ? named : null)
      if (!said.success) return { ok: false, reason: 'unreadable' }
      return isAllowed || named === null ? { ok: true } : { ok: false, reason: 'forbidden' }
    },
    gone: (line) => walls.gone(line),
  }
}
