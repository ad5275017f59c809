// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { ChangedNote } from '../../../client/console/settings/ChangedNote.tsx'
import { SettingsPage } from '../../../client/console/settings/SettingsPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { AnswerTo } from '../../../client/live/ask.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type FakeAnswers, FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

const NOW = Date.parse('2026-11-29T09:00:00+07:00')
type Settings = AnswerTo<'/settings'>
type Change = Settings['changes'][number]

const change = (number: number, rest: Partial<Change> = {}): Change => ({
  ...{ number, at: NOW, by: 'Nguyễn An', what: 'target', key: 'onTimeRate', value: 98, before: 95 },
  ...{ from: '2026-11-29', note: 'QĐ 12', undoes: null, undoneBy: null },
  ...rest,
})
const made = { number: 1, at: NOW, by: 'Nguyễn An', from: '2026-11-29', note: 'QĐ 12' }
const settings = (rest: Partial<Settings> = {}): Settings => ({
  targets: [
    {
      ...{ kpi: 'onTimeRate', value: 98, declared: 95, file: 95, changed: made, seen: 1 },
      coming: [{ from: '2026-12-15', value: 99 }],
    },
  ],
  thresholds: [{ key: 'waterLevel/alert1', at: 1.8, declared: 1.8, min: -2.97, max: 1.87, changed: null, seen: 0 }],
  days: [],
  changes: [change(1)],
  ...rest,
})

layOut()
beforeAll(startI18n)
afterEach(cleanup)

function opened(path: string, { may = true, data = settings(), commands = {} as FakeAnswers['commands'] } = {}) {
  const session = sessionOf({}, { 'map.see': ['92'], 'settings.change': may ? ['92'] : [] })
  const sent = fakeHub({ queries: { '/settings': () => data }, commands: commands ?? {} })
  return { sent, ...renderScreen(<SettingsPage units={UNIT_TREES['2021']} />, { path, now: NOW, session }) }
}

it('shows what is in force beside what is declared, who has changed it, and what is to come', async () => {
  opened('/settings', { may: false })
  const row = (await screen.findByText('Hồ sơ giải quyết đúng hạn')).closest('tr')
  for (const said of ['≥ 98%', '≥ 95%', 'Nguyễn An', '≥ 99% từ 15/12/2026']) expect(row?.textContent).toContain(said)
  expect(screen.queryByRole('link', { name: /^Đổi / })).toBeNull()
  expect(document.body.textContent).toContain('Lãnh đạo, Quản trị')
})

it('changes a target from a day on, in the knowledge of what stood', async () => {
  const { sent, address } = opened('/settings', { commands: { changeTarget: () => ({ change: change(2) }) } })
  const user = userEvent.setup()
  await user.click(await screen.findByRole('link', { name: 'Đổi Hồ sơ giải quyết đúng hạn' }))
  expect(address()).toBe('/settings?open=onTimeRate')
  const form = screen.getByRole('form', { name: 'Đổi Hồ sơ giải quyết đúng hạn' })
  const value = within(form).getByLabelText(/Giá trị mới/)
  await user.clear(value)
  expect((within(form).getByRole('button', { name: 'Áp dụng' }) as HTMLButtonElement).disabled).toBe(true)
  await user.type(value, '97,5')
  await user.type(within(form).getByLabelText('Căn cứ'), 'QĐ 15')
  await user.click(within(form).getByRole('button', { name: 'Áp dụng' }))
  await waitFor(() => expect(address()).toBe('/settings'))
  expect(sent).toMatchObject([
    { name: 'changeTarget', input: { kpi: 'onTimeRate', value: 97.5, from: '2026-11-29', seen: 1, note: 'QĐ 15' } },
  ])
})

it('says who was first, and overwrites it only in the knowledge of it', async () => {
  const { sent } = opened('/settings?open=onTimeRate', {
    commands: {
      changeTarget: ({ seen }) => {
        if (seen !== 7) throw new FakeProblem('conflict', { by: 'Trần Bình', at: NOW, number: 7 })
        return { change: change(8) }
      },
    },
  })
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Áp dụng' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Trần Bình đã đổi mục này lúc 09:00 29/11/2026')
  await user.click(screen.getByRole('button', { name: 'Áp dụng' }))
  await waitFor(() => expect(sent.map(({ input }) => (input as { seen: number }).seen)).toEqual([1, 7]))
})

it('changes a threshold within what is allowed, and says so where it is not', async () => {
  const { sent } = opened('/settings?show=thresholds&open=waterLevel-alert1', {
    commands: {
      changeThreshold: () => {
        throw new FakeProblem('outOfRange', { value: 3, min: -2.97, max: 1.87, measure: 'm', measureEn: 'm' })
      },
    },
  })
  const user = userEvent.setup()
  const value = await screen.findByLabelText(/Giá trị mới/)
  expect(document.body.textContent).toContain('Cho phép: -2,97\u202fm đến 1,87\u202fm')
  await user.clear(value)
  await user.type(value, '3')
  await user.click(screen.getByRole('button', { name: 'Áp dụng' }))
  expect((await screen.findByRole('alert')).textContent).toBe(
    'Giá trị phải từ -2,97\u202fm đến 1,87\u202fm, không phải 3\u202fm.',
  )
  expect(sent).toMatchObject([{ input: { threshold: 'waterLevel/alert1', at: 3, seen: 0 } }])
})

it.each([
  ['/settings?open=onTimeRate', '98'],
  ['/settings?show=thresholds&open=waterLevel-alert1', '1,8'],
])('says of what is no number how one is written: %s', async (path, stands) => {
  opened(path)
  const user = userEvent.setup()
  const value = (await screen.findByLabelText(/Giá trị mới/)) as HTMLInputElement
  expect(value.value).toBe(stands)
  await user.clear(value)
  await user.type(value, 'abc')
  expect((screen.getByRole('button', { name: 'Áp dụng' }) as HTMLButtonElement).disabled).toBe(true)
  // Said while the field has the focus, once nothing more is typed.
  expect((await screen.findByRole('alert', undefined, { timeout: 3_000 })).textContent).toBe('Ghi một số, ví dụ 97,5.')
  expect(document.activeElement).toBe(value)
  await user.clear(value)
  await user.type(value, '1,5')
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

it('sets a day of the calendar', async () => {
  const { sent } = opened('/settings?show=calendar', {
    data: settings({ changes: [change(4, { what: 'calendarDay', key: '2026-12-24', value: null })] }),
    commands: { changeCalendarDay: () => ({ change: change(5) }) },
  })
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText('Ngày'), '24/12/2026')
  await user.selectOptions(screen.getByLabelText('Là'), 'off')
  await user.type(screen.getByLabelText('Tên ngày'), 'Nghỉ bù')
  await user.click(screen.getByRole('button', { name: 'Áp dụng' }))
  await waitFor(() => expect(sent.length).toBe(1))
  expect(sent).toMatchObject([{ input: { day: '2026-12-24', is: 'off', vi: 'Nghỉ bù', seen: 4, note: '' } }])
})

it('lists the changes, and undoes the newest that stands once its reader is sure', async () => {
  const changes = [
    change(4, { what: 'threshold', key: 'waterLevel/alert1', value: 1.75, before: 1.8, undoneBy: 5 }),
    ...[change(3, { undoes: 2, value: 98 }), change(2, { value: 99, undoneBy: 3 }), change(1)],
  ]
  const { sent } = opened('/settings?show=changes', {
    data: settings({ changes }),
    commands: { undoChange: () => ({ change: change(4) }) },
  })
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Hoàn tác thay đổi số 1' }))
  expect(screen.queryByRole('button', { name: 'Hoàn tác thay đổi số 2' })).toBeNull()
  expect(document.body.textContent).toContain('Hoàn tác: trở lại ≥ 95%?')
  expect(document.body.textContent).toContain('≥ 1,75\u202fm')
  expect(sent).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Hoàn tác' }))
  await waitFor(() => expect(sent).toMatchObject([{ name: 'undoChange', input: { change: 1 } }]))
})

it('names who has set a number, when, from which day and on what grounds', () => {
  const { container } = renderScreen(<ChangedNote change={made} />)
  expect(container.textContent).toBe(
    'Nguyễn An đã đổi lúc 09:00 29/11/2026, áp dụng từ ngày 29/11/2026. Căn cứ: QĐ 12.',
  )
})
