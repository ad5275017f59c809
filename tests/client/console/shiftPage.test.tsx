// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { EntryForm } from '../../../client/console/shift/EntryForm.tsx'
import { ShiftPage } from '../../../client/console/shift/ShiftPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { keepDraft } from '../../../client/live/drafts.ts'
import { forget } from '../../../client/remembered.ts'
import { shiftBoard } from '../../../domain/shifts/board.ts'
import type { ShiftEntry, ShiftLog } from '../../../domain/shifts/machine.ts'
import { shiftAt } from '../../../domain/shifts/shift.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { anybody, renderScreen, sessionOf } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
  vi.stubGlobal('matchMedia', () => ({
    ...{ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined },
  }))
})
beforeEach(() => forget('drafts'))
afterEach(cleanup)

const AT = Date.parse('2026-12-01T13:10:00+07:00')
const nothing = { state: 'open', version: 0, entries: 0, handedOver: null, takenOver: null } as const
const morning: ShiftLog = { ...shiftAt(AT), ...nothing }
const handedOver = { id: 'lead', name: 'Trần Thu Hà', at: AT }
const takenOver = { id: 'an', name: 'Văn An', at: AT }
const closed: ShiftLog = { ...morning, state: 'closed', version: 2, handedOver, takenOver }

const nextShift: ShiftLog = { ...shiftAt(morning.to), ...nothing }

/** The page of a hub whose log of the morning stands as it is set. */
function shown(path: string, log: ShiftLog = morning, entries: readonly ShiftEntry[] = [], id?: string) {
  const read = (shift: ShiftLog) => ({
    ...{ shift, entries, signed: false },
    board: shiftBoard(AT, { open: [], shelved: [], silent: [], toClose: [], due: [] }),
  })
  const before: ShiftLog = { ...shiftAt(morning.from - 1), ...nothing }
  fakeHub({
    queries: {
      '/shifts?limit=30': () => ({
        ...(log.state === 'closed' ? { now: nextShift, before: log } : { now: log, before }),
        ...{ shifts: [], next: null },
      }),
      [`/shifts/${morning.id}`]: () => read(log),
      [`/shifts/${nextShift.id}`]: () => read(nextShift),
    },
  })
  const page = (chosen: string | undefined) => <ShiftPage id={chosen} units={UNIT_TREES['2021']} />
  const screenShown = renderScreen(page(id), {
    now: AT,
    path,
    session: sessionOf({ id: 'an', may: anybody().principal?.may as never }),
  })
  return {
    ...screenShown,
    choose: (chosen: string) => screenShown.rerender(page(chosen)),
    /** The log as somebody else has made it, as the page learns of it. */
    async becomes(next: ShiftLog) {
      log = next
      await screenShown.queries.invalidateQueries()
    },
  }
}

const entry = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Ghi vào sổ' })

it('whoever has just signed still reads what they signed, and a page that is opened then begins with the next shift', async () => {
  const { becomes, unmount } = shown('/shift')
  await entry()
  await becomes(closed)
  await screen.findByText(/Văn An ký nhận lúc/)
  screen.getByRole('heading', { name: /Ca 06:00–14:00/ })
  unmount()
  shown('/shift', closed)
  await screen.findByRole('heading', { name: /Ca 14:00–22:00/ })
  await entry()
})

it('what somebody types stays when somebody else signs: an entry, and a note to a signature', async () => {
  const { becomes } = shown('/shift')
  fireEvent.change(await entry(), { target: { value: 'Mất điện lúc 13:09.' } })
  fireEvent.change(screen.getByLabelText('Dặn dò ca sau'), { target: { value: 'Theo dõi trạm bơm.' } })
  await becomes(closed)
  await screen.findByText(/Sổ đã khóa trong lúc bạn đang viết/)
  expect((await entry()).value).toBe('Mất điện lúc 13:09.')
  expect(screen.getByLabelText<HTMLTextAreaElement>('Dặn dò ca sau').value).toBe('Theo dõi trạm bơm.')
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Lưu vào sổ' }).disabled).toBe(true)
})

it('between the two signatures what is written is an addition, and whoever takes over is told that they sign for it', async () => {
  const signed: ShiftLog = { ...morning, state: 'handedOver', version: 2, entries: 1, handedOver }
  const line = { at: AT, by: 'Trần Thu Hà', simulated: false, text: '', corrects: null }
  shown('/shift', signed, [
    { ...line, number: 1, did: 'handOver', isAddition: false },
    { ...line, number: 2, did: 'write', text: 'Có điện lại.', isAddition: true },
  ])
  await screen.findByText(/Cho đến khi ca sau ký nhận, điều ghi thêm là mục bổ sung/)
  screen.getByText('Bổ sung sau khi ký giao ca:')
  screen.getByText(/Có 1 mục bổ sung sau khi ký giao; ký nhận là nhận cả/)
  fireEvent.change(await entry(), { target: { value: 'Đã báo tổ điện.' } })
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Lưu vào sổ' }).disabled).toBe(false)
  screen.getByRole('button', { name: 'Đính chính mục 2' })
})

it('what is typed for one shift does not stand in the form of another that is chosen', async () => {
  const { choose } = shown('/shift', morning, [], morning.id)
  fireEvent.change(await entry(), { target: { value: 'Của ca sáng.' } })
  choose(nextShift.id)
  await screen.findByRole('heading', { name: /Ca 14:00–22:00/ })
  await waitFor(async () => expect((await entry()).value).toBe(''))
  choose(morning.id)
  await waitFor(async () => expect((await entry()).value).toBe('Của ca sáng.'))
})

it('a note that was left from before stays when somebody else signs, and goes when it is thrown away', async () => {
  keepDraft('an', `handOver ${morning.id}`, 'Theo dõi trạm bơm.')
  const { becomes } = shown('/shift')
  await entry()
  await becomes(closed)
  await screen.findByText(/Văn An ký nhận lúc/)
  expect(screen.getByLabelText<HTMLTextAreaElement>('Dặn dò ca sau').value).toBe('Theo dõi trạm bơm.')
  fireEvent.click(screen.getByText('Bỏ nội dung này'))
  await waitFor(() => expect(screen.queryByLabelText('Dặn dò ca sau')).toBeNull())
})

it('a correction that is being typed is of its own shift: in the log of the next one the number is that of another entry', async () => {
  const form = (shift: ShiftLog, corrects?: number) => (
    <EntryForm shift={shift.id} isLocked={false} corrects={corrects} leave={() => undefined} />
  )
  const arrived = fakeHub({})
  const { rerender } = renderScreen(form(morning, 2), { now: AT })
  fireEvent.change(screen.getByLabelText(/Đính chính cho mục 2/), { target: { value: 'Trạm bơm số 3.' } })
  // Its page is opened again: the correction goes on.
  rerender(form(morning))
  expect(screen.getByLabelText<HTMLTextAreaElement>(/Đính chính cho mục 2/).value).toBe('Trạm bơm số 3.')
  rerender(form(nextShift))
  expect((await entry()).value).toBe('Trạm bơm số 3.')
  expect(screen.queryByText(/Đính chính cho mục 2/)).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Lưu vào sổ' }))
  await waitFor(() => expect(arrived).toHaveLength(1))
  expect(arrived[0]?.input).toEqual({ shift: nextShift.id, text: 'Trạm bơm số 3.' })
})
