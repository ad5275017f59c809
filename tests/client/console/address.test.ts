import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AUTHORITIES,
  addressOf,
  BESIDES,
  CITY_VIEW,
  LEVEL_PARTS,
  LEVELS,
  MOST_OTHERS,
  onPage,
  RANGES,
  TABS,
  type View,
  viewOf,
} from '../../../client/console/address.ts'
import { SHOWS } from '../../../client/console/shows.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Page } from '../../../domain/pages.ts'
import { PERIODS } from '../../../domain/periods.ts'
import { dayOf } from '../../../domain/time.ts'

const code = fc.stringMatching(/^[a-z0-9-]{1,16}$/)
const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_:-]{0,63}$/)
const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,31}$/)
const kpi = fc.constantFrom(...(Object.keys(KPIS) as KpiId[]))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const page: fc.Arbitrary<Page> = fc.oneof(
  fc.constantFrom<Page>({ is: 'city' }, { is: 'sources' }, { is: 'quarantine' }, { is: 'index766' }, { is: 'systems' }),
  fc.record({ is: fc.constantFrom('alerts' as const, 'plan' as const), unit: maybe(code) }),
  code.map((code) => ({ is: 'unit' as const, code })),
  id.map((id) => ({ is: 'sensor' as const, id })),
  id.map((id) => ({ is: 'camera' as const, id })),
  word.map((id) => ({ is: 'system' as const, id })),
)

/** As somebody types it into a filter. */
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() === text && text !== '' && !/\p{C}/u.test(text))

const minute = fc.integer({ min: 0, max: 50_000_000 })
const stretch = fc
  .record({ from: minute, length: fc.integer({ min: 1, max: 1_000_000 }) })
  .map(({ from, length }) => ({ from: from * 60_000, to: (from + length) * 60_000 }))

const viewWith = (page: Page): fc.Arbitrary<View> =>
  fc.record({
    page: fc.constant(page),
    kpi,
    range: fc.constantFrom(...RANGES),
    zoom: maybe(stretch),
    beside: maybe(fc.constantFrom(...BESIDES)),
    others: fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/), { maxLength: MOST_OTHERS }),
    level: fc.constantFrom(...LEVELS),
    tab: maybe(fc.constantFrom(...TABS)),
    sort: maybe(fc.record({ by: word, falls: fc.boolean() })),
    explain: maybe(fc.record({ kpi, unit: maybe(code) })),
    quantity: maybe(word),
    show: SHOWS[page.is] === undefined ? fc.constant(undefined) : maybe(fc.constantFrom(...(SHOWS[page.is] ?? []))),
    find: maybe(line),
    where: fc.uniqueArray(fc.record({ column: word, is: line }), { selector: ({ column }) => column }),
    columns: maybe(fc.uniqueArray(word, { minLength: 1 })),
    part: maybe(fc.constantFrom(...LEVEL_PARTS)),
    authority: maybe(fc.constantFrom(...AUTHORITIES)),
    opened: maybe(fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/)),
    period: maybe(fc.constantFrom(...PERIODS)),
    day: maybe(fc.integer({ min: 0, max: 4e12 }).map(dayOf)),
    compare: maybe(fc.constant('workday' as const)),
    language: maybe(fc.constantFrom('vi' as const, 'en' as const)),
  })
const view = page.chain(viewWith)

/** As the browser gives an address back. */
function read(address: string): View {
  const url = new URL(address, 'http://hub.test')
  return viewOf(url.pathname, url.search)
}

describe('the address is the view', () => {
  it('leads back to every view it was made from', () => {
    fc.assert(
      fc.property(view, (each) => {
        expect(read(addressOf(each))).toEqual(each)
      }),
    )
  })

  it('is short for the first view', () => {
    expect(addressOf(CITY_VIEW)).toBe('/')
    expect(addressOf(onPage(CITY_VIEW, { is: 'unit', code: '916' }))).toBe('/unit/916')
  })

  it('opens a link as it is written in a message', () => {
    const linked = read('/unit/31117?kpi=satisfactionRate&range=7d&sort=-value&explain=onTimeRate&of=31120')
    expect(linked.page).toEqual({ is: 'unit', code: '31117' })
    expect(linked.kpi).toBe('satisfactionRate')
    expect(linked.range).toBe('7d')
    expect(linked.sort).toEqual({ by: 'value', falls: true })
    expect(linked.explain).toEqual({ kpi: 'onTimeRate', unit: '31120' })
  })

  it('never fails on what people and scanners type', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.string(), (path, search) => {
        const view = viewOf(path, search)
        expect(Object.hasOwn(KPIS, view.kpi)).toBe(true)
        expect(RANGES).toContain(view.range)
      }),
    )
  })

  it.each([
    '/unit',
    '/unit/1/2',
    '/unit/A%20B',
    '/sensor/..',
    '/sensor/a..b',
    '/nothing',
    '/sources/x',
    '/system',
    '/system/a.b',
    '/systems/lgsp',
    '/unit/31117/x',
  ])('knows no page at %s', (path) => {
    expect(viewOf(path, '').page).toEqual({ is: 'unknown', path })
  })

  it('takes a group that a page does not have as if it were not named, whatever page has it', () => {
    const pages = ['sources', 'quarantine', 'alerts', 'plan', 'index766', 'systems'] as const
    for (const is of pages) {
      expect(read(`/${is}?show=nonsense`)).toEqual(read(`/${is}`))
      expect(read(`/${is}?show=constructor`).show).toBeUndefined()
      for (const show of SHOWS[is] ?? []) expect(read(`/${is}?show=${show}`).show).toBe(show)
    }
    expect(read('/?show=critical')).toEqual(CITY_VIEW)
    expect(read('/alerts?show=skew').show).toBeUndefined()
  })

  it('takes no inherited name for a KPI', () => {
    expect(read('/?kpi=constructor&explain=__proto__')).toEqual(CITY_VIEW)
  })

  it('keeps KPI, range and period from page to page, and lets the rest go', () => {
    fc.assert(
      fc.property(view, page, (from, next) => {
        const there = onPage(from, next)
        const { kpi, range, zoom, period, day, compare, language } = from
        expect(there).toEqual({ ...CITY_VIEW, page: next, kpi, range, zoom, period, day, compare, language })
      }),
    )
  })

  it('knows a stretch of time by real moments in order, and nothing else', () => {
    expect(read('/?zoom=2026-11-23T09:05_2026-11-24T10:10').zoom).toEqual({
      from: Date.parse('2026-11-23T09:05:00+07:00'),
      to: Date.parse('2026-11-24T10:10:00+07:00'),
    })
    for (const wrong of [
      '2026-02-30T09:05_2026-11-24T10:10',
      '2026-11-24T10:10_2026-11-23T09:05',
      '2026-11-23T25:05_2026-11-24T10:10',
      'x',
    ]) {
      expect(read(`/?zoom=${wrong}`).zoom).toBeUndefined()
    }
  })
})
