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

it('says of a reason for which nothing was rejected how much was for others', () => {
  const row: Quarantined = {
    key: 'sensor/a|schema',
    source: 'sensor/a',
    topic: 'ioc/v1/sensor/a/reading',
    reason: 'schema',
    count: 3,
    firstAt: 0,
    lastAt: 0,
    sample: '{}',
  } as Quarantined
  const at = (show: string) =>
    renderScreen(<QuarantinePage units={units} />, { path: `/quarantine?show=${show}`, picture: { quarantine: [row] } })
      .container.textContent
  expect(at('future')).toContain('Không có bản tin nào bị từ chối vì lý do đang chọn; có 3 bản tin khác.')
})
