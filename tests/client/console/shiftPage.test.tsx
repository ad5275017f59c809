// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { ShiftPage } from '../../../client/console/shift/ShiftPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { shiftBoard } from '../../../domain/shifts/board.ts'
import type { ShiftEntry, ShiftLog } from '../../../domain/shifts/machine.ts'
import { shiftAt } from '../../../domain/shifts/shift.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
  vi.stubGlobal('matchMedia', () => ({
    ...{ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined },
  }))
})
afterEach(cleanup)

const AT = Date.parse('2026-12-01T13:10:00+07:00')
const nothing = { state: 'open', version: 0, entries: 0, handedOver: null, takenOver: null } as const
const morning: ShiftLog = { ...shiftAt(AT), ...nothing }
const handedOver = { id: 'lead', name: 'Trần Thu Hà', at: AT }
const takenOver = { id: 'an', name: 'Văn An', at: AT }
const closed: ShiftLog = { ...morning, state: 'closed', version: 2, handedOver, takenOver }

const nextShift: ShiftLog = { ...shiftAt(morning.to), ...nothing }

/** The page of a hub whose log of the morning stands as it is set. */
function shown(path: string, log: ShiftLog = morning, entries: readonly ShiftEntry[] = []) {
  const read = (shift: ShiftLog) => ({
    ...{ shift, entries, signed: false },
    board: shiftBoard(AT, { open: [], shelved: [], silent: [], due: [] }),
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
  const screenShown = renderScreen(<ShiftPage id={undefined} units={UNIT_TREES['2021']} />, { now: AT, path })
  return {
    ...screenShown,
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
