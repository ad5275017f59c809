import type { Directive } from '../../domain/directives/directive.ts'
import { DAY_MS } from '../../domain/time.ts'

/** A directive under way, given a month before its first deadline. @param judgedAt its first deadline, epoch ms */
export function directiveRow(id: string, judgedAt: number, of: Partial<Directive> = {}): Directive {
  return {
    ...{ id, version: 1, state: 'underWay', unit: '31135', title: `Việc ${id}`, openedAt: judgedAt - 30 * DAY_MS },
    ...{ closedAt: null, dueAt: judgedAt, givenBy: 'p-1', turn: null, simulated: false, edition: '2021' },
    ...{ lead: '31135', leadName: { vi: 'UBND phường Xuân Khánh', en: 'Xuân Khánh' }, withUnits: [], alsoUnits: [] },
    ...{ urgent: false, origin: 'meeting', leader: { id: 'p-1', name: 'Lê Minh Đức' }, office: null, judgedAt },
    ...{ firstDueAt: judgedAt, deadlineAt: judgedAt, extensions: 0, asked: null, proposed: null, percent: null },
    ...{ completedAt: null, paused: null, silentSince: null, escalated: 0, remindedAt: null, explanation: null },
    ...of,
  }
}
