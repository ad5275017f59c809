import { expect, it } from 'vitest'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { createEventRoom } from '../../../server/services/alerting/eventRoom.ts'
import { alertRow } from '../../support/alert.ts'

function alert(unit: string, nth: number, severity: Alert['severity']): Alert {
  const subjectId = `portal/${unit}/${nth}`
  return alertRow(subjectId, { severity, rule: 'event', subject: 'system', unit, raisedAt: nth })
}

/** A room that is full of these, and which of them is left out for another. */
function leftOut(standing: readonly Alert[], another: Alert): string | undefined {
  const room = createEventRoom(standing.length)
  for (const each of standing) room.enter(each)
  expect(room.free()).toBe(0)
  return room.leftOutFor(another)?.id
}

const many = (unit: string, count: number, severity: Alert['severity']) =>
  Array.from({ length: count }, (_, nth) => alert(unit, nth, severity))

it('keeps everything while there is room, and has room again for what leaves', () => {
  const room = createEventRoom(1)
  expect(room.leftOutFor(alert('A', 0, 'minor'))).toBeUndefined()
  room.enter(alert('A', 0, 'minor'))
  room.enter(alert('A', 0, 'major'))
  expect(room.free()).toBe(0)
  room.leave(alert('A', 0, 'major'))
  expect(room.free()).toBe(1)
})

it('takes from the source that fills it, however bad, before any other gives way', () => {
  const standing = [...many('A', 12, 'critical'), ...many('B', 3, 'minor')]
  expect(leftOut(standing, alert('B', 9, 'critical'))).toBe('portal/A/11')
  expect(leftOut(standing, alert('A', 99, 'critical'))).toBe('portal/A/99')
  expect(leftOut(standing, alert('C', 0, 'minor'))).toBe('portal/B/2')
})

it('takes the mildest where no source fills it, from the one that has most of them, the newest first', () => {
  const standing = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].flatMap((unit) => many(unit, 2, 'minor'))
  const severe = [...standing, ...many('H', 2, 'critical'), alert('G', 7, 'minor')]
  expect(leftOut(severe, alert('H', 9, 'critical'))).toBe('portal/G/7')
  expect(leftOut(many('A', 3, 'critical'), alert('B', 0, 'minor'))).toBe('portal/B/0')
})
