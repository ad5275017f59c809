import { expect, it } from 'vitest'
import { alertsInSight, compareAlerts, countedAlerts, openAlerts } from '../../domain/alerts/order.ts'
import { alertRow } from '../support/alert.ts'

it('puts what stands in one order: the worst first, then what nobody has taken on, then the newest', () => {
  const alerts = [
    alertRow('new minor', { raisedAt: 9 }),
    alertRow('critical taken on', { severity: 'critical', raisedAt: 8, acknowledgedAt: 9, acknowledgedBy: 'x' }),
    alertRow('cleared', { severity: 'critical', raisedAt: 5, clearedAt: 6 }),
    alertRow('old critical', { severity: 'critical', raisedAt: 1 }),
    alertRow('major', { severity: 'major', raisedAt: 2 }),
    alertRow('b', { raisedAt: 4 }),
    alertRow('a', { raisedAt: 4 }),
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

it('is counted once for all screens: members under their cause, what is put aside among the open ones and told apart', () => {
  const alerts = [
    alertRow('storm', { severity: 'major' }),
    alertRow('member', { cause: 'storm' }),
    alertRow('shelved', { handling: 'shelved', shelvedUntil: 99 }),
    alertRow('over', { clearedAt: 6 }),
    alertRow('ended and unacknowledged', { severity: 'critical', endedAt: 6 }),
  ]
  const { open, putAside } = countedAlerts(alerts)
  expect([open.length, putAside]).toEqual([3, 1])
  expect(alertsInSight(alerts)).toHaveLength(open.length - putAside)
})
