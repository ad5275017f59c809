// What a shift hands over is what stands, in the words of the pages that show it.
import { expect, it } from 'vitest'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { conditionOf, unhandledMatter } from '../../../domain/alerts/handling.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { handoverText } from '../../../domain/shifts/handoverText.ts'
import type { Source } from '../../../domain/sources/source.ts'
import { troubleOf } from '../../../domain/sources/sourceTrouble.ts'
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createHandover } from '../../../server/services/shifts/handover.ts'
import { alertRow } from '../../support/alert.ts'
import { sourceRow } from '../../support/sourceRow.ts'

const NOW = Date.parse('2026-11-30T09:45:00+07:00')
const units = UNIT_TREES['2021']

function handover(alerts: readonly Alert[], sources: readonly Source[] = []) {
  const matters = alerts.map((alert) => ({
    ...unhandledMatter(alert.id, conditionOf(alert)),
    ...(alert.handling === 'shelved' && { state: 'shelved' as const, dueAt: alert.shelvedUntil }),
  }))
  const tell = createHandover({
    alerts: () => alerts.filter(({ clearedAt }) => clearedAt === null),
    alertOf: (id) => alerts.find((alert) => alert.id === id),
    matters: [{ kind: 'alert', open: () => matters }],
    sources: () => sources,
    reception: () => ALWAYS_OPEN,
    nameOf: (source) => ({ vi: `Tên ${source}`, en: `Name ${source}` }),
    edition: '2021',
  })
  const board = tell(NOW)
  return { board, part: (name: string) => board.parts.find(({ part }) => part === name) ?? expect.fail(name) }
}

const shelved = alertRow('camera', {
  ...{ handling: 'shelved', unit: '31117', raisedAt: NOW - HOUR_MS, severity: 'major' },
  ...{ acknowledgedAt: NOW - 50 * MINUTE_MS, acknowledgedBy: 'Trần Bình' },
  ...{ shelvedBy: 'Nguyễn Văn An', shelvedUntil: NOW + 9 * MINUTE_MS, shelvedWhy: 'Đã báo đơn vị' },
})
const untaken = alertRow('lamp', { unit: '31117', raisedAt: NOW - 17 * HOUR_MS })
const taken = alertRow('water', { raisedAt: NOW - MINUTE_MS, acknowledgedAt: NOW, acknowledgedBy: 'Trần Bình' })

it('says of what is shelved by whom, until when and why, and of nobody that they took it on', () => {
  const { part } = handover([shelved, taken])
  expect(part('shelved').lines).toMatchObject([
    { by: 'Nguyễn Văn An', shelvedUntil: NOW + 9 * MINUTE_MS, shelvedWhy: 'Đã báo đơn vị' },
  ])
  expect(part('open').lines).toMatchObject([{ by: 'Trần Bình' }])
  expect(part('open').lines[0]).not.toHaveProperty('shelvedUntil')
})

it('has among what is overdue the alerts that nobody took on in time, and not those put aside', () => {
  const fresh = alertRow('fresh', { raisedAt: NOW - MINUTE_MS })
  const { part } = handover([shelved, untaken, fresh])
  expect(part('due')).toMatchObject({ count: 1, lines: [{ title: untaken.title, at: NOW - 16 * HOUR_MS }] })
  expect(part('open').count).toBe(2)
})

it('has what is over and waits to be closed, the gravest first, as the page of alerts has it', () => {
  const over = { endedAt: NOW - 6 * MINUTE_MS, clearedAt: NOW - 5 * MINUTE_MS, version: 1 }
  const flood = alertRow('flood', {
    ...{
      ...over,
      severity: 'critical',
      handling: 'acknowledged',
      acknowledgedBy: 'Trần Bình',
      raisedAt: NOW - HOUR_MS,
    },
  })
  const rain = alertRow('rain', { ...over, handling: 'incident' })
  const closed = alertRow('closed', { ...over, handling: 'closed' })
  const unhandled = alertRow('unhandled', { ...over, version: 0 })
  const { part, board } = handover([rain, closed, flood, unhandled])
  expect(part('toClose')).toMatchObject({
    count: 2,
    lines: [{ title: flood.title, at: NOW - 6 * MINUTE_MS, by: 'Trần Bình' }, { title: rain.title }],
  })
  for (const name of ['open', 'due']) expect(part(name).count).toBe(0)
  const said = handoverText({ from: NOW, to: NOW + HOUR_MS }, [], board, units, 'vi').split('\n')
  expect(said).toContain('Có 2 cảnh báo đã kết thúc, chờ đóng:')
  expect(said.find((line) => line.includes('flood'))).toContain('kết thúc 09:39 30/11/2026; Trần Bình đã tiếp nhận')
})

it('is as a text what it is on the screen: each line with its place, its time and who has it', () => {
  const many = Array.from({ length: 30 }, (_, n) => alertRow(`n${n}`, { raisedAt: NOW - MINUTE_MS }))
  const { board } = handover([shelved, untaken, taken, ...many])
  const shift = { from: NOW - 3 * HOUR_MS, to: NOW + 5 * HOUR_MS }
  const vi = handoverText(shift, [], board, units, 'vi').split('\n')
  expect(vi).toContain('Còn 32 cảnh báo, sự vụ đang mở:')
  expect(vi).toContain('- và 7 mục khác')
  expect(vi).toContain(
    '- Cảnh báo camera; P. Cái Khế; từ 08:45 30/11/2026; Nguyễn Văn An tạm gác đến 09:54 30/11/2026: Đã báo đơn vị',
  )
  expect(vi).toContain('- Cảnh báo lamp; P. Cái Khế; hạn 17:45 29/11/2026')
  // What the count leaves out is said where it is counted.
  expect(vi).toContain('Có 1 việc quá hạn hoặc đến hạn trong ngày (cảnh báo: chỉ khi đã quá hạn tiếp nhận):')
  expect(handoverText(shift, [], handover([taken]).board, units, 'vi').split('\n')).toContain(
    '- Cảnh báo water; từ 09:44 30/11/2026; Trần Bình đã tiếp nhận',
  )
  const en = handoverText(shift, [], board, units, 'en').split('\n')
  expect(en.find((line) => line.includes('Alert camera'))).toMatch(
    /since 08:45 30\/11\/2026; shelved by Nguyễn Văn An until 09:54 30\/11\/2026: Đã báo đơn vị$/,
  )
  expect(handoverText(shift, [], handover([]).board, units, 'vi')).toContain('Không có cảnh báo đang mở')
})

it('counts the sources that the page of sources counts as lost, also where another alert is their cause or none tells of them', () => {
  const lostAt = NOW - 42 * MINUTE_MS
  const group = alertRow('counters', { rule: 'office.blind', unit: '31117' })
  const member = alertRow('camera', {
    ...{ rule: 'camera.lost', subject: 'camera', subjectId: 'MC-31117', unit: '31117', cause: 'counters' },
  })
  const many = alertRow('many', { rule: 'sensor.manyLost', subject: 'system', subjectId: 'rain', unit: null })
  const lost = (id: string) => ({ ...sourceRow(id), asOf: lostAt, lastReceivedAt: lostAt, everyMs: MINUTE_MS })
  const heard = { ...sourceRow('sensor/R-9'), asOf: NOW - 1_000, lastReceivedAt: NOW - 1_000, everyMs: MINUTE_MS }
  const sources = [lost('camera/MC-31117'), lost('sensor/R-1'), lost('sensor/R-2'), heard]
  const { part } = handover([group, member, many], sources)
  expect(part('silent').count).toBe(sources.filter((each) => troubleOf(each, NOW, ALWAYS_OPEN) === 'lost').length)
  expect(part('silent').lines).toMatchObject([
    { title: member.title, at: lostAt, path: '/alerts?open=camera' },
    { title: { vi: 'Tên sensor/R-1' }, at: lostAt, path: '/sensor/R-1' },
    { title: { vi: 'Tên sensor/R-2' }, at: lostAt, path: '/sensor/R-2' },
  ])
})
