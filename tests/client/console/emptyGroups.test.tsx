// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { AlertsPage } from '../../../client/console/alerts/AlertsPage.tsx'
import { QuarantinePage } from '../../../client/console/sources/QuarantinePage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Quarantined } from '../../../domain/sources/quarantined.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const units = UNIT_TREES['2021']
const fifteen = Array.from({ length: 15 }, (_, i) => alertRow(`${i}`))

layOut()
beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

function alertsAt(path: string, alerts = fifteen): string {
  return renderScreen(<AlertsPage units={units} unit={undefined} />, { path, picture: { alerts } }).container
    .textContent
}

it('says of a severity without alerts how many others stand: no filter’s emptiness is an all-clear', async () => {
  const said = alertsAt('/alerts?show=critical')
  expect(said).toContain('Không có cảnh báo khẩn cấp; 15 cảnh báo khác đang mở.')
  expect(said).not.toContain('Không có cảnh báo nào đang mở')
  cleanup()
  await i18next.changeLanguage('en')
  expect(alertsAt('/alerts?show=critical', [alertRow('1')])).toContain('No critical alert; 1 other alert is open.')
})

it('says that none is open only where none is', () => {
  expect(alertsAt('/alerts?show=critical', [])).toContain('Không có cảnh báo nào đang mở')
  cleanup()
  alertsAt('/alerts?show=nonsense', [alertRow('1')])
  expect(screen.getByText('Cảnh báo 1')).toBeDefined()
})

function refusedRow(rest: Partial<Quarantined> = {}): Quarantined {
  return {
    key: 'sensor/a|schema',
    source: 'sensor/a',
    known: true,
    client: null,
    topic: 'ioc/v1/sensor/a/reading',
    reason: 'schema',
    params: {},
    count: 3,
    firstAt: 0,
    lastAt: 0,
    sample: '{}',
    ...rest,
  }
}

it('says of a reason for which nothing was rejected how much was for others', () => {
  const row = refusedRow()
  const at = (show: string) =>
    renderScreen(<QuarantinePage units={units} />, { path: `/quarantine?show=${show}`, picture: { quarantine: [row] } })
      .container.textContent
  expect(at('future')).toContain('Không có bản tin nào bị từ chối vì lý do đang chọn; có 3 bản tin khác.')
})

it('rejected data count one thing in their groups and their list, and say how many messages that was', async () => {
  const rows = [3, 40, 18].map((count, n) =>
    refusedRow({ key: `${n}`, source: n === 0 ? 'unknown' : `sensor/S-${n}`, count }),
  )
  const said = () => {
    const { container } = renderScreen(<QuarantinePage units={units} />, {
      path: '/quarantine',
      picture: { quarantine: rows },
    })
    const counts = [...container.querySelectorAll('.listing__count')].map(({ textContent }) => textContent)
    const text = container.textContent
    cleanup()
    return { counts, text }
  }
  expect(said().counts).toEqual(['3', '3'])
  expect(said().text).toContain('61 bản tin bị từ chối, gộp thành 3 dòng theo nguồn, lý do và kết nối.')
  expect(said().text).toContain('Không rõ nguồn')
  expect(said().text).not.toMatch(/unknown/)
  await i18next.changeLanguage('en')
  expect(said().text).toContain('61 rejected messages, in 3 rows by source, reason and client.')
  expect(said().text).toContain('Source not known')
})
