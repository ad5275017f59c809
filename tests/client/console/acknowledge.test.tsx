// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { AlertList } from '../../../client/console/alerts/AlertList.tsx'
import { useOpenAlerts } from '../../../client/console/useCity.ts'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(cleanup)

const units = UNIT_TREES['2021']
const HERE = '31117'
const ELSEWHERE = '31120'
const AT = Date.parse('2026-11-29T09:05:00+07:00')

/** The list as a page shows it: of what the feed says. */
function Alerts() {
  return <AlertList alerts={useOpenAlerts(units, units.city.code)} units={units} />
}

const open = (may: Parameters<typeof sessionOf>[1], acknowledged?: { by: string; at: number }) =>
  renderScreen(<Alerts />, {
    session: sessionOf({}, { 'alerts.see': ['92'], ...may }),
    now: AT,
    picture: {
      alerts: [
        alertRow('a-1', {
          unit: HERE,
          acknowledgedBy: acknowledged?.by ?? null,
          acknowledgedAt: acknowledged?.at ?? null,
        }),
      ],
    },
  })

it('is offered to whoever may there, and to nobody else', () => {
  open({ 'alerts.acknowledge': [HERE] })
  expect(screen.getByRole('button', { name: 'Tiếp nhận: Cảnh báo a-1' })).toBeTruthy()
  cleanup()
  open({ 'alerts.acknowledge': ['92'] })
  expect(screen.getByRole('button', { name: /Tiếp nhận/ })).toBeTruthy()
  cleanup()
  open({ 'alerts.acknowledge': [ELSEWHERE] })
  expect(screen.queryByRole('button', { name: /Tiếp nhận/ })).toBeNull()
  cleanup()
  open({})
  expect(screen.queryByRole('button', { name: /Tiếp nhận/ })).toBeNull()
})

it('says to everybody who took it on, and when', () => {
  open({}, { by: 'Nguyễn An', at: AT })
  expect(screen.getByText('Nguyễn An tiếp nhận 09:05 29/11/2026')).toBeTruthy()
})

it('tells whoever comes second who was first and when, also after the row has followed', async () => {
  const sent = fakeHub({
    commands: {
      acknowledgeAlert() {
        throw new FakeProblem('alreadyAcknowledged', { by: 'Trần Bình', at: AT })
      },
    },
  })
  const { tell } = open({ 'alerts.acknowledge': ['92'] })
  fireEvent.click(screen.getByRole('button', { name: /Tiếp nhận/ }))
  await screen.findByText('Trần Bình đã tiếp nhận trước, lúc 09:05 29/11/2026.')
  expect(sent[0]?.input).toEqual({ alert: 'a-1' })
  tell('alerts', [alertRow('a-1', { unit: HERE, acknowledgedBy: 'Trần Bình', acknowledgedAt: AT })])
  expect(screen.getByText('Trần Bình đã tiếp nhận trước, lúc 09:05 29/11/2026.')).toBeTruthy()
  expect(screen.queryByRole('button')).toBeNull()
})

it('is no all-clear to who may not see alerts', () => {
  renderScreen(<AlertList alerts={[]} units={units} />, { session: sessionOf() })
  expect(screen.getByText(/Vai trò của bạn không xem được phần này/)).toBeTruthy()
})
