// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { EndedSensor } from '../../../client/console/devices/EndedDevice.tsx'
import { NotFound } from '../../../client/console/NotFound.tsx'
import { EndedLink } from '../../../client/console/sources/EndedLink.tsx'
import { SourcesPage } from '../../../client/console/sources/SourcesPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Retired } from '../../../domain/sources/source.ts'
import { DAY_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

// The library of charts asks when it is loaded.
vi.hoisted(() => {
  globalThis.matchMedia ??= (() => Object.assign(new EventTarget(), { matches: false })) as never
})

const units = UNIT_TREES['2021']
const AT = Date.parse('2026-11-26T09:05:00+07:00')
const retired: Retired[] = [
  { id: 'sensor/TG-9', name: 'Trạm Cái Khế cũ', unit: '31117', at: AT, by: 'Lan' },
  { id: 'statistics/oneStop/31120', unit: '31120', at: AT - 86_400_000, by: null },
]

layOut()
beforeAll(startI18n)
afterEach(cleanup)

const opened = (path: string, rows = retired) =>
  renderScreen(<SourcesPage units={units} />, { path, picture: { retired: rows, sources: [] } }).container.textContent

it('lists who has ended, since when and by whom', () => {
  const said = opened('/sources?show=ended')
  expect(said).toContain('Đã ngừng sử dụng2')
  for (const word of [
    'sensor/TG-9',
    'Trạm Cái Khế cũ',
    '26/11/2026',
    'Lan',
    'statistics/oneStop/31120',
    'Nguồn tự báo',
  ])
    expect(said, word).toContain(word)
  // The newest end first.
  const rows = screen.getAllByRole('row').map(({ textContent }) => textContent)
  expect(rows.findIndex((row) => row.includes('TG-9'))).toBeLessThan(rows.findIndex((row) => row.includes('oneStop')))
})

it('says so when nobody has ended, and tells them apart from those that are asked', () => {
  expect(opened('/sources?show=ended', [])).toContain('Chưa có nguồn nào ngừng sử dụng.')
  cleanup()
  expect(opened('/sources')).not.toContain('TG-9')
})

it('is led to from the list of those that are there, and from nowhere where none has ended', () => {
  const link = (isListed: (row: Retired) => boolean) => {
    renderScreen(<EndedLink isListed={isListed} />, { path: '/unit/31117', picture: { retired } })
    return screen.queryByRole('link')
  }
  const found = link(({ id }) => id.startsWith('sensor/'))
  expect(found?.textContent).toBe('Đã ngừng sử dụng: 1')
  expect(found?.getAttribute('href')).toMatch(/^\/sources\?.*show=ended/)
  cleanup()
  expect(link(({ id }) => id.startsWith('camera/'))).toBeNull()
})

it('is said at the address of a device that has ended, with when, by whom and what it had said until then', async () => {
  const [ended] = retired
  const end = ended as NonNullable<typeof ended>
  const asked: string[] = []
  const sensor = {
    ...{ id: 'TG-9', kind: 'waterLevel', name: 'Trạm cũ', commune: '31117', lng: 105.78, lat: 10.04 },
    ...{ everyMs: 60_000, simulated: false, misplaced: null },
  }
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(String(url))
    const series = { resolution: 'hour', bucketMs: 3_600_000, value: 'level', buckets: [], gaps: [], ended: null }
    const answer = String(url).includes('/series')
      ? series
      : { sensor, reading: null, ended: { at: end.at, by: end.by } }
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } })
  })
  renderScreen(<EndedSensor id="TG-9" ended={end} units={UNIT_TREES['2021']} />, {
    path: '/sensor/TG-9',
    now: end.at + 90 * DAY_MS,
  })
  await screen.findByText('Trạm cũ')
  expect(document.body.textContent).toMatch(/ngừng sử dụng thiết bị này lúc .*26\/11\/2026/)
  expect(screen.getByRole('link', { name: 'Đã ngừng sử dụng' }).getAttribute('href')).toMatch(
    /^\/sources\?.*show=ended/,
  )
  await screen.findByText(/trước khi ngừng sử dụng/)
  // Ranges are counted back from its end, not from today.
  const series = asked.find((url) => url.includes('/series')) ?? ''
  const to = Number(new URL(series, 'http://hub').searchParams.get('to'))
  expect(Math.abs(to - end.at)).toBeLessThan(DAY_MS)
  vi.unstubAllGlobals()
})

it('of one that never was is said so', () => {
  renderScreen(<NotFound what="TG-9" search={() => undefined} />, { path: '/sensor/TG-9' })
  expect(document.body.textContent).toContain('chưa từng khai báo')
})

it.each(['sensor', 'camera'] as const)(
  'a %s that may stand where somebody does not look is not told as one that never was, and who would see it is said',
  (device) => {
    const word = device === 'sensor' ? 'cảm biến' : 'camera'
    const page = (place: string) =>
      renderScreen(<NotFound what="X-9" search={() => undefined} device={device} />, {
        path: `/${device}/X-9`,
        session: sessionOf({}, { 'devices.see': [place] }),
      }).container.textContent
    const said = page('31117')
    expect(said).toContain(`hoặc ${word} không thuộc phạm vi bạn được xem`)
    expect(said).toMatch(/xem được: .*Trực ban/)
    expect(said).not.toContain('bản đồ hành chính')
    cleanup()
    expect(page('92')).not.toContain('phạm vi')
  },
)
