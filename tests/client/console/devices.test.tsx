// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { DevicesPage } from '../../../client/console/people/DevicesPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { AnswerTo } from '../../../client/live/ask.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

layOut()
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
  }
  startI18n()
})
afterEach(cleanup)

const units = UNIT_TREES['2021']
const AT = Date.parse('2026-11-29T09:05:00+07:00')
const ACCOUNT: AnswerTo<'/mqtt-accounts'>['accounts'][number] = {
  ...{ name: 'sensor-TG-01', speaks: { is: 'device', device: 'sensor/TG-01' } },
  ...{ createdAt: AT, createdBy: 'An', secretAt: AT, endedAt: null, endedBy: null, connections: 1 },
}
const WAITING: AnswerTo<'/waiting-devices'>['devices'][number] = {
  device: 'sensor/TG-02',
  said: {
    is: 'sensor',
    sensor: {
      ...{ id: 'TG-02', kind: 'waterLevel', name: 'Trạm mới', commune: '31117' },
      ...{ lng: 105.78, lat: 10.04, everyMs: 60_000, simulated: false },
    },
  },
  ...{ client: 'meter-7', address: '10.0.0.7', firstAt: AT, lastAt: AT, announced: 1 },
  ...{ refusedAt: null, refusedBy: null, misplaced: null },
  near: [{ device: 'sensor/TG-01', name: 'Trạm cũ', metres: 111 }],
}
const queries = {
  '/waiting-devices': () => ({ devices: [WAITING] }),
  '/mqtt-accounts': () => ({ policy: 'announce' as const, accounts: [ACCOUNT] }),
}
const confirm = async (name: string, does: string) => {
  fireEvent.click(await screen.findByRole('button', { name }))
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: does }))
}

it('a device that waits is shown with who is near, approved after a question, and its secret shown once', async () => {
  const sent = fakeHub({
    queries,
    commands: { approveDevice: () => ({ account: { ...ACCOUNT, name: 'sensor-TG-02' }, secret: 'bí-mật-1' }) },
  })
  renderScreen(<DevicesPage units={units} />)
  await screen.findByText(/Thiết bị chưa có tài khoản chỉ được khai báo/)
  await screen.findByText('Trạm cũ cách 111 m')
  await confirm('Duyệt sensor/TG-02', 'Duyệt')
  await screen.findByText('bí-mật-1')
  expect(sent).toMatchObject([{ name: 'approveDevice', input: { device: 'sensor/TG-02' } }])
})

it('is refused likewise', async () => {
  const sent = fakeHub({ queries, commands: { refuseDevice: () => ({ waiting: WAITING }) } })
  renderScreen(<DevicesPage units={units} />)
  await confirm('Từ chối sensor/TG-02', 'Từ chối')
  expect(sent).toMatchObject([{ name: 'refuseDevice', input: { device: 'sensor/TG-02' } }])
})
