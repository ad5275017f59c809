import type { Directive } from '../../domain/directives/directive.ts'
import type { Explanation } from '../../domain/explanations/explanation.ts'
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

/** A request to explain that its unit has not received yet. */
export function explanationRow(id: string, of: Partial<Explanation> = {}): Explanation {
  const openedAt = Date.parse('2026-12-01T08:00:00+07:00')
  return {
    ...{ id, version: 1, state: 'requested', unit: '31135', title: `Giải trình ${id}`, openedAt, closedAt: null },
    ...{ dueAt: openedAt + DAY_MS, givenBy: 'p-1', turn: 'unit/31135', simulated: false, edition: '2021' },
    ...{ lead: '31135', leadName: { vi: 'UBND phường Xuân Khánh', en: 'Xuân Khánh' }, urgent: false },
    ...{ asker: { id: 'p-1', name: 'Lê Minh Đức' }, leader: null, kpi: 'onTimeRate', value: 87.25, target: 95 },
    ...{ kpiName: { vi: 'Hồ sơ đúng hạn', en: 'On time' }, measure: { vi: '%', en: '%' }, digits: 1 },
    ...{ answerBy: openedAt + DAY_MS, answeredAt: null, firstAnsweredAt: null, answers: 0, cause: null },
    ...{ isObjective: null, targetBy: null, claimed: null, correction: null, silentSince: openedAt },
    ...{ escalated: 0, remindedAt: openedAt },
    ...of,
  }
}
