import { expect, it } from 'vitest'
import type { Alert } from '../../domain/alerts/alert.ts'
import { compareAlerts, openAlerts } from '../../domain/alerts/order.ts'

const alert = (id: string, given: Partial<Alert>): Alert => ({
  id,
  key: id,
  rule: 'r',
  severity: 'minor',
  subject: 'sensor',
  subjectId: 's',
  unit: null,
  title: { vi: '', en: '' },
  evidence: [],
  value: null,
  limit: null,
  raisedAt: 0,
  clearedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  simulated: false,
  ...given,
})

it('puts what stands in one order: the worst first, then what nobody has taken on, then the newest', () => {
  const alerts = [
    alert('new minor', { raisedAt: 9 }),
    alert('critical taken on', { severity: 'critical', raisedAt: 8, acknowledgedAt: 9, acknowledgedBy: 'x' }),
    alert('cleared', { severity: 'critical', raisedAt: 5, clearedAt: 6 }),
    alert('old critical', { severity: 'critical', raisedAt: 1 }),
    alert('major', { severity: 'major', raisedAt: 2 }),
    alert('b', { raisedAt: 4 }),
    alert('a', { raisedAt: 4 }),
  ]
  expect(openAlerts(alerts).map(({ id }) => id)).toEqual([
    'old critical',
    'critical taken on',
    'major',
    'new minor',
    'a',
    'b',
  ])
  for (const each of alerts) expect(compareAlerts(each, each)).toBe(0)
})
