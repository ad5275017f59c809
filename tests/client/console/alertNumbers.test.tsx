// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { useAlertColumns } from '../../../client/console/alerts/alertColumns.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

/** What stands in the columns of an alert's peak and limit. */
function Numbers({ alert }: { alert: Alert }) {
  const columns = useAlertColumns(UNIT_TREES['2021'])
  return ['value', 'limit'].map((id) => (
    <section key={id}>{columns.find((column) => column.id === id)?.cell(alert)}</section>
  ))
}

function shown(alert: Partial<Alert>): (string | null)[] {
  const { value = null, severity = 'minor' } = alert
  const peak = value === null ? null : { value, severity, at: 0, said: null }
  const { container } = renderScreen(<Numbers alert={alertRow('A', { peak, ...alert })} />)
  const said = [...container.querySelectorAll('section')].map(({ textContent }) => textContent)
  cleanup()
  return said
}

it('the numbers of an alert stand with their unit, and the limit with its name', async () => {
  expect(shown({ rule: 'waterLevel.level', severity: 'critical', value: 2.05, limit: 2 })).toEqual([
    '2,05\u202fm',
    '2,00\u202fmBáo động III',
  ])
  expect(shown({ rule: 'airQuality.index', severity: 'major', value: 163, limit: 151 })).toEqual([
    '163\u202fVN_AQI giờ',
    '151\u202fVN_AQI giờKhông khí xấu',
  ])
  expect(shown({ rule: 'office.overCapacity', value: 26, limit: 20 })).toEqual([
    '26\u202fngười',
    '20\u202fngười5 người mỗi quầy có cán bộ',
  ])
  expect(shown({ rule: 'sensor.manyLost', value: 1, limit: null })).toEqual(['1\u202fthiết bị', '–'])
  expect(shown({ rule: 'link.down' })).toEqual(['–', '–'])
  // What an earlier version raised may have been worse than its title says.
  expect(shown({ rule: 'sensor.manyLost', value: 1, limit: null, peak: null })).toEqual(['–', '–'])
  // Raised by a rule of another version: unknown to this one.
  expect(shown({ rule: 'moon.phase', value: 0.123, limit: 2 })).toEqual(['0,12', '2'])
  await i18next.changeLanguage('en')
  expect(shown({ rule: 'sensor.manyLost', value: 1, limit: null })).toEqual(['1\u202fdevice', '–'])
})

/** What a file of the list has of an alert, by the heads of its columns. */
function Exported({ alert, done }: { alert: Alert; done: (told: Record<string, unknown>) => void }) {
  const columns = useAlertColumns(UNIT_TREES['2021'])
  done(Object.fromEntries(columns.flatMap(({ exports }) => (exports ?? []).map(({ label, of }) => [label, of(alert)]))))
  return null
}

it('a file of the list tells of what is shelved, closed or in an incident what the screen does', () => {
  let told: Record<string, unknown> = {}
  const until = Date.parse('2027-01-04T13:41:00+07:00')
  const alert = alertRow('A', {
    ...{ handling: 'shelved', shelvedBy: 'Trần Thu Hà', shelvedUntil: until, shelvedWhy: 'Chờ sửa' },
    ...{ incident: 'SV-1', closedBy: 'Lê Minh', closedWhy: 'falseAlarm' },
  })
  renderScreen(
    <Exported
      alert={alert}
      done={(all) => {
        told = all
      }}
    />,
  )
  expect(told).toMatchObject({
    ...{ 'Người tạm gác': 'Trần Thu Hà', 'Tạm gác đến': until, 'Lý do tạm gác': 'Chờ sửa' },
    ...{ 'Sự vụ': 'SV-1', 'Người đóng': 'Lê Minh', 'Kết luận': 'báo nhầm' },
  })
})
