// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { useAlertColumns } from '../../../client/console/alerts/alertColumns.tsx'
import { useDirectiveColumns } from '../../../client/console/directives/directiveColumns.tsx'
import { useExplanationColumns } from '../../../client/console/directives/explanationColumns.tsx'
import type { ExportedCell } from '../../../client/console/export/exportedTable.ts'
import { useIncidentColumns } from '../../../client/console/incidents/incidentColumns.tsx'
import type { Column } from '../../../client/console/parts/table/column.ts'
import { exportedList } from '../../../client/console/parts/table/exportedList.ts'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { incidentRow } from '../../../domain/incidents/incident.ts'
import { DAY_MS, HOUR_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { directiveRow, explanationRow } from '../../support/directive.ts'
import { openedIncident } from '../../support/incident.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = Date.parse('2026-12-31T09:00:00+07:00')
const units = UNIT_TREES['2021']

beforeAll(startI18n)
afterEach(cleanup)

/** The cells of rows in an exported file, by the label of their column. */
function exported<Row>(useColumns: () => readonly Column<Row>[], rows: readonly Row[]): Record<string, ExportedCell>[] {
  let cells: Record<string, ExportedCell>[] = []
  function Lists() {
    const { columns, rows: lines } = exportedList({ title: '', columns: useColumns(), rows, notes: [] })
    cells = lines.map((line) => Object.fromEntries(line.map((cell, n) => [columns[n]?.label, cell])))
    return null
  }
  renderScreen(<Lists />, { now: NOW })
  return cells
}

it('says of a directive which official cell it stands in, how late it is, and until when it was extended', () => {
  const due = NOW - 10 * DAY_MS
  const until = NOW + DAY_MS
  const done = (completedAt: number) => ({ state: 'done', completedAt, closedAt: NOW - HOUR_MS }) as const
  const [inTime, late, overdue, paused, draft] = exported(
    () => useDirectiveColumns(NOW),
    [
      directiveRow('a', due, done(due - HOUR_MS)),
      directiveRow('b', due, { ...done(due + 12 * HOUR_MS), extensions: 1, deadlineAt: until }),
      directiveRow('c', due),
      directiveRow('d', due, { paused: { at: due - DAY_MS, state: 'underWay' } }),
      directiveRow('e', due, { state: 'draft' }),
    ],
  )
  expect(inTime).toMatchObject({
    'Kết quả theo thời hạn ban đầu': 'Hoàn thành đúng hạn',
    'Quá hạn (ngày)': 0,
    'Hoàn thành lúc': due - HOUR_MS,
    'Kết thúc lúc': NOW - HOUR_MS,
  })
  expect(late).toMatchObject({
    'Thời hạn ban đầu': due,
    'Thời hạn sau gia hạn': until,
    'Kết quả theo thời hạn ban đầu': 'Hoàn thành quá hạn',
    'Quá hạn (ngày)': 0.5,
  })
  expect(overdue).toMatchObject({
    'Kết quả theo thời hạn ban đầu': 'Đang thực hiện quá hạn',
    'Quá hạn (ngày)': 10,
    'Hoàn thành lúc': null,
  })
  expect(paused).toMatchObject({
    'Kết quả theo thời hạn ban đầu': 'Đang thực hiện trong hạn',
    'Ngừng tính thời hạn từ': due - DAY_MS,
  })
  expect(draft?.['Kết quả theo thời hạn ban đầu']).toBeUndefined()
  expect(draft?.['Quá hạn (ngày)']).toBeUndefined()
})

it('says of a request to explain whether it was answered in time', () => {
  const answerBy = NOW - 2 * DAY_MS
  const answer = (firstAnsweredAt: number | null) => explanationRow('x', { answerBy, firstAnsweredAt })
  const [inTime, late, never] = exported(useExplanationColumns, [
    answer(answerBy),
    answer(answerBy + 6 * HOUR_MS),
    answer(null),
  ])
  expect(inTime).toMatchObject({
    'Kết quả trả lời': 'Trả lời đúng hạn',
    'Quá hạn (ngày)': 0,
    'Trả lời lần đầu': answerBy,
  })
  expect(late).toMatchObject({ 'Kết quả trả lời': 'Trả lời quá hạn', 'Quá hạn (ngày)': 0.25 })
  expect(never).toMatchObject({ 'Kết quả trả lời': 'chưa có trả lời', 'Quá hạn (ngày)': 2, 'Trả lời lần đầu': null })
})

it('says of an incident whether it was closed in time, and when', () => {
  const row = { ...incidentRow(openedIncident().incident), deadlineAt: NOW - 2 * DAY_MS }
  const [inTime, late, overdue] = exported(
    () => useIncidentColumns(units),
    [{ ...row, closedAt: NOW - 2 * DAY_MS }, { ...row, closedAt: NOW - DAY_MS }, row],
  )
  expect(inTime).toMatchObject({ 'So với hạn': 'trong hạn', 'Quá hạn (ngày)': 0, 'Kết thúc lúc': NOW - 2 * DAY_MS })
  expect(late).toMatchObject({ 'So với hạn': 'quá hạn', 'Quá hạn (ngày)': 1, 'Kết thúc lúc': NOW - DAY_MS })
  expect(overdue).toMatchObject({ 'So với hạn': 'quá hạn', 'Quá hạn (ngày)': 2, 'Kết thúc lúc': null })
})

it('says of an alert that it is of a drill, and that it comes and goes', () => {
  const [drill, real] = exported(
    () => useAlertColumns(units),
    [alertRow('a', { inDrill: true, chatters: true, times: 3 }), alertRow('b')],
  )
  expect(drill?.['Lưu ý']).toBe('Diễn tập · chập chờn · lặp lại 3 lần')
  expect(real?.['Lưu ý']).toBe('')
})
