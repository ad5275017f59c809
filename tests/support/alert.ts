import { type Alert, JUST_RAISED, UNHANDLED } from '../../domain/alerts/alert.ts'

/** An alert that stands: minor, of a sensor, without a place. */
export function alertRow(id: string, rest: Partial<Alert> = {}): Alert {
  const { severity = 'minor', acknowledgedAt = null } = rest
  return {
    id,
    key: id,
    rule: 'test',
    severity: 'minor',
    subject: 'sensor',
    subjectId: id,
    unit: null,
    title: { vi: `Cảnh báo ${id}`, en: `Alert ${id}` },
    evidence: [],
    value: null,
    limit: null,
    raisedAt: 0,
    clearedAt: null,
    ...JUST_RAISED,
    ...UNHANDLED,
    severityNow: severity,
    handling: acknowledgedAt === null ? 'unacknowledged' : 'acknowledged',
    simulated: false,
    ...rest,
  }
}
