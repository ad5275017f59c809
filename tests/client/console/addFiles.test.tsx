// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { AddFiles } from '../../../client/console/parts/Attachments.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { PROBLEMS, type ProblemCode } from '../../../domain/problems.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
  vi.stubGlobal('matchMedia', () => ({
    ...{ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined },
  }))
})
afterEach(cleanup)

/** A hub that takes files, but for those of these names. */
function hubRefusing(refused: Readonly<Record<string, ProblemCode>>) {
  vi.stubGlobal('fetch', async (address: string) => {
    const name = new URL(address, 'http://hub').searchParams.get('name') ?? ''
    const code = refused[name]
    const body =
      code === undefined
        ? { upload: name, name, type: 'image/jpeg', bytes: 10 }
        : { title: PROBLEMS[code].title, detail: code, status: PROBLEMS[code].status, code, params: {} }
    return new Response(JSON.stringify(body), {
      status: code === undefined ? 200 : PROBLEMS[code].status,
      headers: { 'content-type': 'application/json' },
    })
  })
}
const choose = (...names: string[]) =>
  fireEvent.change(screen.getByLabelText('Thêm tệp'), { target: { files: names.map((name) => new File(['x'], name)) } })

it('of several files each refused one is named, and the others are taken', async () => {
  hubRefusing({ 'sai.pdf': 'wrongFile', 'rong.pdf': 'emptyFile' })
  const added: string[] = []
  const add = async ({ name }: { name: string }) => added.push(name) > 0
  renderScreen(<AddFiles add={add} error={undefined} keep={async () => false} />)
  choose('sai.pdf', 'anh.jpg', 'rong.pdf', 'anh2.jpg')
  await screen.findByText('Đã lưu anh.jpg, anh2.jpg.')
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent?.split(':')[0]?.trim())).toEqual([
    'sai.pdf',
    'rong.pdf',
  ])
  expect(added).toEqual(['anh.jpg', 'anh2.jpg'])
})

it('where the record takes no more files, those that were left are named', async () => {
  hubRefusing({})
  renderScreen(
    <AddFiles add={async ({ name }) => name === 'anh.jpg'} error={new Error('Đã đủ tệp.')} keep={async () => false} />,
  )
  choose('anh.jpg', 'hai.jpg', 'ba.jpg')
  await screen.findByText('ba.jpg: Đã đủ tệp.')
  screen.getByText('hai.jpg: Đã đủ tệp.')
})

it('without a line files are kept as far as there is room, and which is said', async () => {
  const kept: string[] = []
  const keep = async ({ name }: File) => name !== 'to.mp3' && kept.push(name) > 0
  renderScreen(<AddFiles add={async () => true} error={undefined} keep={keep} />, {
    line: { is: 'lost', since: 0 },
  })
  screen.getByText(/Chưa có kết nối: tệp được giữ trên máy này/)
  choose('ke.jpg', 'to.mp3')
  await screen.findByText('Đã giữ ke.jpg trên máy này, sẽ tự gửi khi có kết nối.')
  expect(screen.getByRole('alert').textContent).toMatch(/^Không giữ được to\.mp3: .* 12 tệp/)
  expect(kept).toEqual(['ke.jpg'])
})

it('a line that breaks while a file is sent keeps the file', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))
  renderScreen(<AddFiles add={async () => true} error={undefined} keep={async () => true} />)
  choose('ke.jpg')
  await screen.findByText(/^Đã giữ ke\.jpg trên máy này/)
})
