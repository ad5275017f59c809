// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { LogPage } from '../../../client/console/log/LogPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { AnswerTo } from '../../../client/live/ask.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type FakeAnswers, FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { layOut } from '../../support/layOut.ts'
import { healthyHub, renderScreen } from '../../support/renderScreen.tsx'

const units = UNIT_TREES['2021']
const AT = Date.parse('2026-11-29T08:05:00+07:00')
/** What a person might call themselves to be taken for something else. */
const STRANGE = '=1+1\u202e\u0007An'
type Log = AnswerTo<'/audit'>

const line = (number: number, changes: Partial<Log['entries'][number]> = {}): Log['entries'][number] => ({
  number,
  at: AT + number,
  who: { is: 'person', id: `p-${number}`, name: 'Nguyễn An', session: 's-1' },
  from: { address: '10.0.0.8', via: 'http', agent: 'Firefox' },
  did: 'acknowledgeAlert',
  says: { vi: 'Tiếp nhận cảnh báo a-1', en: 'Acknowledged alert a-1' },
  input: { alert: 'a-1' },
  ...{ unit: '31117', edition: '2021', place: { vi: 'P. Cái Khế', en: 'Cái Khế Ward' } },
  result: 'done',
  hash: 'f00d',
  ...changes,
})
const ACTS = { acknowledgeAlert: { vi: 'Tiếp nhận một cảnh báo', en: 'Acknowledges an alert' } }
const log = (...entries: Log['entries']): Log => ({ entries, acts: ACTS, next: null })

layOut()
beforeAll(startI18n)
afterEach(cleanup)

function opened(path: string, queries: NonNullable<FakeAnswers['queries']>, commands: FakeAnswers['commands'] = {}) {
  const sent = fakeHub({ queries, commands })
  return { sent, ...renderScreen(<LogPage units={units} unit={undefined} />, { path, now: AT }) }
}

it('says who did what, when and with what result, and has the rest in the details', async () => {
  const lines = log(
    line(2, { result: 'alreadyAcknowledged' }),
    line(1, { who: { is: 'person', id: 'p-1', name: STRANGE }, input: { alert: '\u202ea-1' } }),
  )
  const { address } = opened('/log', { '/audit?limit=500': () => lines })
  expect((await screen.findAllByText('Tiếp nhận cảnh báo a-1')).length).toBe(2)
  expect(screen.getByText('Từ chối: đã có thay đổi khác trước đó')).toBeTruthy()
  expect(document.body.textContent).toContain('=1+1\\u202e\\u0007An')
  expect(document.body.textContent).not.toMatch(/\p{C}/u)
  await userEvent.click(screen.getByRole('link', { name: 'Chi tiết mục 1' }))
  expect(address()).toBe('/log?open=1')
  expect(screen.getByText('\\u202ea-1')).toBeTruthy()
  expect(screen.getByText('f00d')).toBeTruthy()
})

it('says of what waited for a line when it was written, beside when it came in', async () => {
  opened('/log', { '/audit?limit=500': () => log(line(1, { writtenAt: AT - 67_000 })) })
  expect(await screen.findByText('viết lúc 08:03:53 29/11/2026')).toBeTruthy()
  expect(screen.getByText('08:05:00 29/11/2026')).toBeTruthy()
})

it('asks the hub for what the address filters by', async () => {
  const asked = '/audit?who=p-1&did=acknowledgeAlert&result=refused&from=1795914300000&to=1795917900000&limit=500'
  opened('/log?zoom=2026-11-29T08:05_2026-11-29T09:05&show=refused&where=who.p-1&where=did.acknowledgeAlert', {
    [asked]: () => log(line(1, { result: 'forbidden' })),
  })
  expect(await screen.findByText('Từ chối: không có quyền')).toBeTruthy()
  expect((screen.getByLabelText('Từ lúc') as HTMLInputElement).value).toBe('29/11/2026 08:05')
})

it('leaves what one person did alone when their name is pressed', async () => {
  const { address } = opened('/log', {
    '/audit?limit=500': () => log(line(2), line(1)),
    '/audit?who=p-2&limit=500': () => log(line(2)),
  })
  await userEvent.click((await screen.findAllByRole('link', { name: 'Nguyễn An' }))[0] as HTMLElement)
  expect(address()).toBe('/log?where=who.p-2')
  await waitFor(() => expect(screen.getAllByText('Tiếp nhận cảnh báo a-1').length).toBe(1))
})

it('says who can read it to whom may not', async () => {
  opened('/log', {
    '/audit?limit=500': () => {
      throw new FakeProblem('forbidden', { permission: 'audit.read' })
    },
  })
  const told = await screen.findByRole('alert')
  expect(told.textContent).toContain('Đọc nhật ký')
  expect(told.textContent).toContain('Lãnh đạo, Kiểm tra')
})

async function exportCsv() {
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Xuất' }))
  await user.click(screen.getByRole('button', { name: 'CSV' }))
}

it('exports a file that no spreadsheet computes, and tells the log so before', async () => {
  const files: Blob[] = []
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: (blob: Blob) => String(files.push(blob)), revokeObjectURL: () => undefined }),
  )
  const mine = line(1, { who: { is: 'person', id: 'p-1', name: STRANGE }, before: { level: '\u202e' } })
  const { sent } = opened('/log', { '/audit?limit=500': () => log(mine) }, { recordExport: () => ({}) })
  await exportCsv()
  await waitFor(() => expect(files.length).toBe(1))
  expect(sent).toMatchObject([{ name: 'recordExport', input: { what: 'Nhật ký', format: 'csv', rows: 1 } }])
  const csv = await (files[0] as Blob).text()
  expect(csv).toContain("'=1+1\\u202e\\u0007An")
  expect(csv.replaceAll(/[\r\n\ufeff]/g, '')).not.toMatch(/\p{C}/u)
})

it('hands over no file that the log does not have', async () => {
  const files: Blob[] = []
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => String(files.push(blob)) }))
  opened(
    '/log',
    { '/audit?limit=500': () => log(line(1)) },
    {
      recordExport: () => {
        throw new FakeProblem('notWritten')
      },
    },
  )
  await exportCsv()
  expect((await screen.findByText(/Chưa xuất/)).textContent).toContain('chưa ghi được')
  expect(files).toEqual([])
})

it('says above all else that it is not as it was written, and what to do', async () => {
  fakeHub({ queries: { '/audit?limit=500': () => log(line(1)) } })
  const { tell } = renderScreen(<LogPage units={units} unit={undefined} />, { path: '/log', now: AT })
  await screen.findByText('Tiếp nhận cảnh báo a-1')
  expect(screen.queryByRole('alert')).toBeNull()
  const what = { vi: 'mục 3 đã bị sửa', en: 'entry 3 has been edited' }
  tell('hub', [{ ...healthyHub(AT), logProblem: { since: AT, what } }])
  expect(screen.getByRole('alert').textContent).toMatch(
    /Nhật ký không còn nguyên vẹn, trung tâm phát hiện lúc 08:05 29\/11\/2026: mục 3 đã bị sửa\. .*báo người phụ trách/,
  )
})
