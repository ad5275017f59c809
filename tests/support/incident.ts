import type { Role } from '../../domain/access/roles.ts'
import { INCIDENTS, type Opening } from '../../domain/incidents/machine.ts'
import type { Actor } from '../../domain/matters/fact.ts'
import { matterOf } from '../../domain/matters/machine.ts'
import type { SopStep } from '../../domain/sops/sop.ts'

/** Somebody who holds one role where the incident is. */
export const actor = (id: string, role: Role): Actor => ({ is: 'person', id, name: id.toUpperCase(), roles: [role] })

const step = (number: number, mandatory: boolean): SopStep => ({
  ...{ number, mandatory, part: null, role: 'operator', withinMs: null },
  title: { vi: `Bước ${number}`, en: `Step ${number}` },
  note: { vi: '', en: '' },
})

/** An incident of a procedure with three steps, of which the first two must be done. */
export function opening(but: Partial<Opening> = {}): Opening {
  return {
    ...{ unit: '31117', title: 'Ngập đường Mậu Thân', category: 'flood', severity: 'major', note: '' },
    ...{ deadline: { is: 'hours', count: 24 }, deadlineAt: 86_400_000, point: null, simulated: false },
    origin: { is: 'alert', id: 'a-1' },
    sop: { id: 'bao-dong-2', title: { vi: 'Báo động II', en: 'Stage II' }, version: '2026.1', digest: 'abc' },
    steps: [step(1, true), step(2, true), step(3, false)],
    ...{ alerts: ['a-1'], figures: [] },
    ...but,
  }
}

/** An incident that somebody has just opened, and the fact of it. */
export function openedIncident(but: Partial<Opening> = {}, at = 0) {
  const by = actor('an', 'operator')
  const decided = INCIDENTS.decide(undefined, { did: 'open', opening: opening(but) }, by, at)
  if (!decided.ok) throw new Error(decided.code)
  const { to, what } = decided
  const fact = { matter: 'incident', id: 'SV-1', version: 1, at, by, did: 'open', from: null, to, what } as const
  const incident = matterOf(INCIDENTS, [fact])
  if (incident === undefined) throw new Error('nothing was opened')
  return { incident, facts: [fact] }
}
