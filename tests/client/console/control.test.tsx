// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ControlPage } from '../../../client/console/control/ControlPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { ConnectionState } from '../../../client/live/connection.ts'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { type FakeAnswers, FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'
import { takeOf, wallReport, wallState } from '../../support/wallState.ts'

beforeAll(startI18n)
layOut()
afterEach(cleanup)

const NOW = Date.parse('2026-11-30T09:12:00+07:00')
const units = UNIT_TREES['2021']

const report = (of: Partial<WallReport> = {}) => wallReport(NOW - 1_000, of)

function open(
  states: readonly WallStateRow[],
  {
    reports = [],
    commands = {},
    wall,
    line,
  }: { reports?: WallReport[]; commands?: FakeAnswers['commands']; wall?: string; line?: ConnectionState } = {},
) {
  const sent = fakeHub({
    queries: Object.fromEntries(
      states.map((each) => [`/walls/log?wall=${each.wall}&limit=200`, () => ({ entries: [] })]),
    ),
    ...(commands !== undefined && { commands }),
  })
  const page = renderScreen(<ControlPage wall={wall} units={units} />, {
    picture: { wallStates: states, wallReports: reports },
    path: wall === undefined ? '/control' : `/control/${wall}`,
    now: NOW,
    ...(line !== undefined && { line }),
    session: sessionOf({ name: 'Nguyễn An' }, { 'walls.see': ['92'], 'walls.steer': ['92'] }),
  })
  return { ...page, sent: () => sent.map(({ name, input }) => ({ name, input })) }
}

const press = async (name: string) => {
  await act(async () => fireEvent.click(screen.getByRole('button', { name })))
}
const frame = () => new URL(screen.getByTitle<HTMLIFrameElement>(/Hình ảnh màn hình/).src, 'http://hub')

describe('the page that steers walls', () => {
  it('says of every wall how what it shows stands to what it was told', () => {
    open(
      [
        wallState([], { at: NOW }),
        wallState([takeOf()], { at: NOW - 60_000, wall: 'w-2', name: 'Sảnh' }),
        wallState([], { at: NOW, wall: 'w-3', name: 'Trụ sở' }),
      ],
      { reports: [report(), report({ key: 'w-2/1', wall: 'w-2', scene: 'air' })] },
    )
    const walls = within(screen.getByRole('navigation', { name: 'Các màn hình' }))
    expect(walls.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
      'Phòng họp Đúng lệnh',
      'Sảnh Khác lệnh',
      'Trụ sở Tắt hoặc mất liên lạc',
    ])
  })

  it('shows a scene as the wall would before it is put up, with the wall’s own geometry, then puts it up', async () => {
    const state = wallState([], { at: NOW })
    const page = open([state], {
      reports: [report()],
      commands: { takeWall: () => ({ state: { ...state, version: 1 } }) },
    })
    expect(frame().pathname).toBe('/wall/w-1')
    expect(frame().searchParams.has('scene')).toBe(false)
    fireEvent.click(screen.getByLabelText('Một xã, phường'))
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Đưa lên' }).disabled).toBe(true)
    fireEvent.change(screen.getByLabelText('Xã, phường'), { target: { value: '31135' } })
    expect(Object.fromEntries(frame().searchParams)).toMatchObject({
      ...{ preview: '', scene: 'commune', unit: '31135', columns: '4', rows: '3' },
    })
    fireEvent.change(screen.getByLabelText('Giữ trong'), { target: { value: '60' } })
    fireEvent.change(screen.getByLabelText('Lý do (hiện trên màn hình)'), { target: { value: 'Giao ban' } })
    await press('Đưa lên')
    expect(page.sent()).toEqual([
      {
        name: 'takeWall',
        input: {
          ...{ wall: 'w-1', seen: 0, scene: 'commune', level: 'manual', returnTo: 'before', why: 'Giao ban' },
          ...{ focus: { unit: '31135' }, minutes: 60 },
        },
      },
    ])
    expect(frame().searchParams.has('scene')).toBe(false)
  })

  it('narrows a scene and shows a past moment as they are declared with it: looked at exactly, then put up until it is given back', async () => {
    const state = wallState([], { at: NOW })
    const page = open([state], { commands: { takeWall: () => ({ state: { ...state, version: 1 } }) } })
    fireEvent.click(screen.getByRole('radio', { name: 'Kế hoạch' }))
    expect(screen.queryByLabelText('Số liệu lúc')).toBeNull()
    fireEvent.click(screen.getByRole('radio', { name: 'Sông, triều, mưa' }))
    fireEvent.change(screen.getByLabelText('Chỉ loại trạm'), { target: { value: 'rain' } })
    fireEvent.change(screen.getByLabelText('Giữ trong'), { target: { value: '' } })
    fireEvent.change(screen.getByLabelText('Số liệu lúc'), { target: { value: '28/11/2026 14:05' } })
    const moment = Date.parse('2026-11-28T14:05:00+07:00')
    expect(Object.fromEntries(frame().searchParams)).toMatchObject({
      ...{ preview: '', scene: 'water', kind: 'rain', at: String(moment) },
    })
    await press('Đưa lên')
    expect(page.sent()).toMatchObject([
      { name: 'takeWall', input: { scene: 'water', filter: { kind: 'rain' }, moment, minutes: 10 } },
    ])
  })

  it('asks a screen for a still, says that it waits, and that nothing came', async () => {
    const state = wallState([], { at: NOW })
    const asked = { askedAt: NOW - 5_000, by: 'Trần Hà' }
    const page = open([state], { reports: [report()], commands: { askStill: () => ({ askedAt: NOW }) } })
    await press('Xin hình ô 1')
    expect(page.sent()).toEqual([{ name: 'askStill', input: { wall: 'w-1', screen: 1 } }])
    page.tell('wallReports', [report({ still: asked, machines: 0 })])
    expect(screen.getByText(/Trần Hà xin lúc 09:11:55; màn hình đang tắt/)).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Xin hình ô 1' }).disabled).toBe(true)
  })

  it('says what the wall was told, by whom and until when, and that the command waits for a wall that is off', () => {
    open([wallState([takeOf({ until: NOW + 30 * 60_000, why: 'Triều cường' })], { at: NOW, by: 'Trần Hà' })])
    expect(screen.getByText(/Lệnh:/).parentElement?.textContent).toBe(
      'Lệnh: Sông, triều, mưa · Thủ công · Trần Hà, 09:11 · Triều cường · đến 09:42',
    )
    expect(screen.getByText(/lệnh được giữ/)).toBeTruthy()
    expect(screen.getByText('Theo lệnh; màn hình đang tắt hoặc mất liên lạc')).toBeTruthy()
  })

  it('says who was first when two steer at once, and who else has the page open', async () => {
    open([wallState([], { at: NOW, present: ['Nguyễn An', 'Trần Hà'] })], {
      commands: {
        stepWall: () => {
          throw new FakeProblem('wallChanged', { by: 'Trần Hà', at: NOW })
        },
      },
    })
    expect(screen.getByText('Đang mở trang này: Trần Hà')).toBeTruthy()
    await press('Cảnh sau')
    expect(screen.getByRole('alert').textContent).toContain('Trần Hà vừa điều khiển màn hình này lúc 09:12')
  })

  it('waits after a command until this page has heard what it made: nobody is refused for what they did themselves', async () => {
    const before = wallState([], { at: NOW })
    const after = { ...before, version: before.version + 1 }
    const page = open([before], {
      commands: { stepWall: () => ({ state: after }), lockWall: () => ({ state: after }) },
    })
    const lock = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Khóa' })
    await press('Cảnh sau')
    expect(lock().disabled).toBe(true)
    page.tell('wallStates', [after])
    expect(lock().disabled).toBe(false)
    await press('Khóa')
    expect(page.sent().at(-1)).toMatchObject({ name: 'lockWall', input: { seen: after.version } })
  })

  it('judges no wall while its own line is cut, and sends nothing', () => {
    open([wallState([], { at: NOW })], {
      reports: [report({ receivedAt: NOW - 60_000 })],
      line: { is: 'lost', since: NOW - 60_000 },
    })
    const walls = within(screen.getByRole('navigation', { name: 'Các màn hình' }))
    expect(walls.getByRole('link').textContent).toBe('Phòng họp Chưa rõ')
    expect(document.body.textContent).not.toContain('Tắt hoặc mất liên lạc')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Cảnh sau' }).disabled).toBe(true)
  })

  it('lets nobody press what is not possible now', async () => {
    const state = wallState([takeOf(), { is: 'lock', why: 'Đang họp' }], { at: NOW })
    const page = open([state], { commands: { unlockWall: () => ({ state }) } })
    fireEvent.click(screen.getByRole('radio', { name: 'Kế hoạch' }))
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Đưa lên' }).disabled).toBe(true)
    const disabled = () =>
      within(screen.getByRole('toolbar'))
        .getAllByRole<HTMLButtonElement>('button')
        .filter((each) => each.disabled)
        .map(({ textContent }) => textContent)
    expect(disabled()).toEqual([
      ...['Cảnh trước', 'Cảnh sau', 'Dừng chuyển cảnh', 'Ghim cảnh này', 'Trả lại', 'Hoàn tác'],
    ])
    expect(screen.getByText(/đã khóa lúc 09:11: Đang họp/)).toBeTruthy()
    await press('Mở khóa')
    expect(page.sent()).toEqual([{ name: 'unlockWall', input: { wall: 'w-1', seen: 2 } }])
    page.tell('wallStates', [{ ...wallState([takeOf()], { at: NOW }), version: state.version + 1 }])
    expect(disabled()).toEqual(['Cảnh trước', 'Cảnh sau', 'Dừng chuyển cảnh'])
  })

  it('sets what the wall shows by part of the day', async () => {
    const state = wallState([], { at: NOW })
    const page = open([state], { commands: { scheduleWall: () => ({ state }) } })
    await press('Thêm buổi')
    const [, second] = screen.getAllByLabelText('Từ')
    fireEvent.change(second as HTMLElement, { target: { value: '17:30' } })
    fireEvent.change(screen.getByLabelText('Khi có cảnh báo khẩn cấp'), { target: { value: 'wall' } })
    await press('Lưu lịch')
    expect(page.sent()).toMatchObject([
      { name: 'scheduleWall', input: { onCritical: 'wall', schedule: [{ from: 0 }, { from: 1_050, dwellS: null }] } },
    ])
    expect(screen.getByText('Đã lưu lịch.')).toBeTruthy()
  })

  it('says that there is no such wall', () => {
    open([wallState([], { at: NOW })], { wall: 'w-9' })
    expect(screen.getByText(/Không có màn hình này/)).toBeTruthy()
  })
})
