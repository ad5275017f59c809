// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { DevicesPage } from '../../../client/console/people/DevicesPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { AnswerTo } from '../../../client/live/ask.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

layOut()
beforeAll(() => {
  fillDomGaps()
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
  ...{ device: 'sensor/TG-02', edition: '2021' },
  said: {
    is: 'sensor',
    sensor: {
      ...{ id: 'TG-02', kind: 'waterLevel', name: 'Trạm mới', commune: '31117' },
      ...{ lng: 105.78, lat: 10.04, everyMs: 60_000, simulated: false },
    },
  },
  ...{ client: 'meter-7', address: '10.0.0.7', firstAt: AT, lastAt: AT, announced: 1 },
  ...{ refusedAt: null, refusedBy: null, misplaced: null, before: null, changes: null, stands: null, version: 'v-1' },
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
  expect(sent).toMatchObject([{ name: 'approveDevice', input: { device: 'sensor/TG-02', seen: 'v-1' } }])
})

it('a device that has announced itself otherwise is marked, with what it had said; what was asked about is what is approved', async () => {
  const said = {
    is: 'sensor' as const,
    sensor: { ...(WAITING.said as { sensor: object }).sensor, lng: null, lat: null } as never,
  }
  const row = { ...WAITING, said, before: { said, address: '10.9.9.9', at: AT } }
  let devices = [row]
  const sent = fakeHub({
    queries: { ...queries, '/waiting-devices': () => ({ devices }) },
    commands: {
      approveDevice() {
        throw new FakeProblem('announcedMeanwhile', { device: '“sensor/TG-02”', at: AT })
      },
    },
  })
  renderScreen(<DevicesPage units={units} />, { path: '/devices' })
  fireEvent.click(await screen.findByRole('link', { name: /^Xem Trạm mới/ }))
  await screen.findByText('Đang chờ; đã khai báo khác trước')
  await screen.findByText(/Trạm mới \(.*\), kết nối từ 10\.9\.9\.9, lúc 09:05/)
  fireEvent.click(await screen.findByRole('button', { name: 'Duyệt sensor/TG-02' }))
  devices = [{ ...row, version: 'v-2' }]
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Duyệt' }))
  await screen.findByText(/đã khai báo khác với lúc bạn xem/)
  expect(sent).toMatchObject([{ name: 'approveDevice', input: { device: 'sensor/TG-02', seen: 'v-1' } }])
})

it('opens to what it has said, with what is doubtful of its place; whoever was refused comes last', async () => {
  const lost: typeof WAITING = {
    ...WAITING,
    device: 'sensor/TG-03',
    said: {
      is: 'sensor',
      sensor: {
        ...(WAITING.said.is === 'sensor' ? WAITING.said.sensor : ({} as never)),
        name: 'Trạm lạc',
        lng: null,
        lat: null,
      },
    },
    misplaced: { is: 'none' },
    near: [],
  }
  const refused = { ...WAITING, device: 'sensor/TG-00', refusedAt: AT, refusedBy: 'Lan' }
  fakeHub({ queries: { ...queries, '/waiting-devices': () => ({ devices: [refused, lost] }) } })
  renderScreen(<DevicesPage units={units} />, { path: '/devices' })
  fireEvent.click(await screen.findByRole('link', { name: /^Xem Trạm lạc/ }))
  const names = screen.getAllByRole('link', { name: /^Xem / }).map(({ textContent }) => textContent)
  expect(names).toEqual(['Trạm lạc', 'Trạm mới'])
  expect(screen.getByText('Chu kỳ gửi').nextElementSibling?.textContent).toBe('60 giây')
  expect(screen.getByText('Vị trí khai báo không dùng được trên bản đồ.')).toBeTruthy()
})

it('an account of many units names a few and counts the others; one that nobody uses now is not marked as in use', async () => {
  const speaks = {
    is: 'system' as const,
    system: 'oneStop',
    units: units.communes.slice(0, 25).map(({ code }) => code),
  }
  const accounts = [{ ...ACCOUNT, speaks, connections: 0 }]
  fakeHub({ queries: { ...queries, '/mqtt-accounts': () => ({ policy: 'announce' as const, accounts }) } })
  renderScreen(<DevicesPage units={units} />, { path: '/devices?show=accounts' })
  const cell = await screen.findByText(/và 21 mục khác$/)
  expect(cell.textContent).toContain('P. Cái Khế, P. An Hòa, P. Thới Bình, P. An Nghiệp và 21')
  expect(cell.title).toContain(units.communes[24]?.name)
  expect(document.querySelector('td circle[fill="currentColor"]')).toBeNull()
})

it('is refused likewise', async () => {
  const sent = fakeHub({ queries, commands: { refuseDevice: () => ({ waiting: WAITING }) } })
  renderScreen(<DevicesPage units={units} />)
  await confirm('Từ chối sensor/TG-02', 'Từ chối')
  expect(sent).toMatchObject([{ name: 'refuseDevice', input: { device: 'sensor/TG-02' } }])
})

const SENSOR = WAITING.said.is === 'sensor' ? WAITING.said.sensor : undefined
const picture = {
  sensors: SENSOR === undefined ? [] : [{ ...SENSOR, id: 'TG-01', name: 'Trạm cũ', misplaced: null }],
  cameras: [],
}
const open = (commands: Parameters<typeof fakeHub>[0]['commands'], path = '/devices?show=known') => {
  const sent = fakeHub({ queries, commands: commands ?? {} })
  renderScreen(<DevicesPage units={units} />, { path, picture })
  return sent
}
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

it('a device that is known is renamed, moved and retired from its line', async () => {
  const sent = open({
    renameDevice: ({ device, name }) => ({ device, name }),
    moveDevice: ({ device, commune }) => ({ device, commune }),
    retireDevice: ({ device }) => ({ device }),
  })
  await screen.findByText('sensor-TG-01')
  fireEvent.click(screen.getByRole('button', { name: 'Đổi tên sensor/TG-01' }))
  fill('Tên thiết bị', 'Trạm Bến Ninh Kiều')
  fireEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  fireEvent.click(screen.getByRole('button', { name: 'Chuyển sensor/TG-01 sang xã, phường khác' }))
  fill('Xã, phường', '31120')
  fill('Kinh độ', '105,78')
  fill('Vĩ độ', '10.03')
  fireEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await confirm('Ngừng sử dụng sensor/TG-01', 'Ngừng sử dụng')
  await waitFor(() => expect(sent).toHaveLength(3))
  expect(sent).toMatchObject([
    { name: 'renameDevice', input: { device: 'sensor/TG-01', name: 'Trạm Bến Ninh Kiều' } },
    { name: 'moveDevice', input: { device: 'sensor/TG-01', commune: '31120', lng: 105.78, lat: 10.03 } },
    { name: 'retireDevice', input: { device: 'sensor/TG-01' } },
  ])
})

it('what the hub does not take stays in its dialog, with the reason', async () => {
  open({
    renameDevice: () => {
      throw new FakeProblem('wrongName', { max: 120 })
    },
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Đổi tên sensor/TG-01' }))
  fill('Tên thiết bị', '\u200b')
  fireEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  await within(await screen.findByRole('dialog')).findByText(/120/)
})

it.each([
  ['device', { 'Mã thiết bị': ' sensor/TG-09 ' }, 'createDeviceAccount', { device: 'sensor/TG-09' }],
  [
    'gateway',
    { 'Tên cổng kết nối': 'Trạm Đầu', 'Gửi thay các thiết bị': 'sensor/NK-*\n camera/NK-1, sensor/MN-1\n' },
    'createGatewayAccount',
    { label: 'Trạm Đầu', patterns: ['sensor/NK-*', 'camera/NK-1', 'sensor/MN-1'] },
  ],
  [
    'system',
    { 'Báo cáo cho các đơn vị': '31117\n31120' },
    'createSystemAccount',
    { system: 'oneStop', units: ['31117', '31120'] },
  ],
] as const)('an account of a %s is made on the page, and its secret shown once', async (is, fields, command, input) => {
  const sent = open({ [command]: () => ({ account: ACCOUNT, secret: 'bí-mật-2' }) }, '/devices?open=new')
  fireEvent.change(await screen.findByLabelText('Cấp cho'), { target: { value: is } })
  for (const [label, value] of Object.entries(fields)) fill(label, value)
  fireEvent.click(screen.getByRole('button', { name: 'Cấp tài khoản' }))
  await screen.findByText('bí-mật-2')
  expect(sent).toMatchObject([{ name: command, input }])
  await waitFor(() => expect(screen.queryByLabelText('Cấp cho')).toBeNull())
})
