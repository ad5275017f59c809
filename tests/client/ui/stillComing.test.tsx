// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiTrouble } from '../../../client/console/parts/ApiTrouble.tsx'
import { Skeleton } from '../../../client/console/parts/Skeleton.tsx'
import { SourcesPage } from '../../../client/console/sources/SourcesPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { ApiError } from '../../../client/live/api.ts'
import type { ConnectionState } from '../../../client/live/connection.ts'
import { PageComing } from '../../../client/ui/PageComing.tsx'
import { renderScreen } from '../../support/renderScreen.tsx'

/** Nothing is on its way for ever without a word. */

const LINES = {
  live: { is: 'live', since: 0 },
  lost: { is: 'lost', since: 0 },
  connecting: { is: 'connecting' },
} satisfies Record<string, ConnectionState>
const WORD = /^(Chưa tải|Not loaded)/

beforeAll(startI18n)
beforeEach(() => void vi.useFakeTimers())
afterEach(async () => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  await i18next.changeLanguage('vi')
})

const passes = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const network = (is: boolean) => vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(is)

describe('what is on its way', () => {
  it.each([
    ['lost', true, /mất kết nối với trung tâm.*tự hiện/, /no connection to the centre.*by itself/],
    ['connecting', true, /mất kết nối với trung tâm.*tự hiện/, /no connection to the centre.*by itself/],
    ['lost', false, /máy này không có mạng.*tự hiện/, /this device has no network.*by itself/],
    ['live', true, /trung tâm chưa trả lời.*tự hiện/, /the centre has not answered.*by itself/],
  ] as const)(
    'is quiet at first, and then says why it is not there: %s, with a network %s',
    async (line, has, vi_, en) => {
      network(has)
      renderScreen(<Skeleton lines={3} />, { line: LINES[line] })
      expect(screen.getByRole('status').textContent).toBe('Đang tải')
      await passes(4_900)
      expect(screen.queryByText(WORD)).toBeNull()
      await passes(200)
      expect(screen.getByText(WORD).textContent).toMatch(vi_)
      await act(() => i18next.changeLanguage('en'))
      expect(screen.getByText(WORD).textContent).toMatch(en)
    },
  )

  it('says that the network is back as soon as it is', async () => {
    const has = network(false)
    renderScreen(<Skeleton lines={3} />, { line: LINES.lost })
    await passes(5_000)
    expect(screen.getByText(WORD).textContent).toContain('máy này không có mạng')
    has.mockReturnValue(true)
    act(() => void dispatchEvent(new Event('online')))
    expect(screen.getByText(WORD).textContent).toContain('mất kết nối với trung tâm')
  })

  it('may be a whole page that has no line yet', async () => {
    network(true)
    render(<PageComing />)
    expect(screen.queryByText(WORD)).toBeNull()
    await passes(5_000)
    expect(screen.getByText(WORD)).toBeTruthy()
  })

  it('may be a page of the console, and is there without a word as soon as it comes', async () => {
    network(true)
    const nothing = () => undefined
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: nothing, removeEventListener: nothing }))
    const { tell } = renderScreen(<SourcesPage units={undefined} />, { line: LINES.lost, path: '/sources' })
    await passes(5_000)
    expect(screen.getByText(WORD)).toBeTruthy()
    tell('sources', [])
    expect(screen.queryByText(WORD)).toBeNull()
  })
})

it('a question that was not answered while there is no line is said to be asked again by itself, a refusal is not', () => {
  const byItself = 'Nội dung tự tải lại khi có kết nối.'
  const asked = (error: ApiError, line: ConnectionState) => {
    cleanup()
    renderScreen(<ApiTrouble error={error} retry={() => undefined} />, { line })
    return screen.queryByText(byItself) !== null
  }
  const silence = new ApiError('No answer', 'the hub did not answer', 0)
  expect(asked(silence, LINES.lost)).toBe(true)
  expect(asked(silence, LINES.connecting)).toBe(true)
  expect(asked(silence, LINES.live)).toBe(false)
  expect(asked(new ApiError('Forbidden', 'no', 403, 'forbidden'), LINES.lost)).toBe(false)
})
