import { describe, expect, it } from 'vitest'
import { newAlerts } from '../../../client/console/Announcer.tsx'
import { RANGES } from '../../../client/console/address.ts'
import { RAIL_KPIS } from '../../../client/console/figures/kpiList.ts'
import { boundKeys, KEYS, keySign } from '../../../client/console/keys.ts'
import { neighbourKpi, pageAbove } from '../../../client/console/useConsoleKeys.ts'
import { keyName } from '../../../client/console/useHotkeys.ts'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'

const key = (name: string, held: Partial<KeyboardEvent> = {}) =>
  keyName({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...held })

describe('keys', () => {
  it('are named by what is pressed, with either control key', () => {
    expect(key('E')).toBe('e')
    expect(key('k', { ctrlKey: true })).toBe('ctrl+k')
    expect(key('K', { metaKey: true })).toBe('ctrl+k')
    expect(key('Escape')).toBe('Escape')
  })

  it('are written as they stand on a keyboard', () => {
    expect(['e', '/', 'ctrl+k', '[', '1', 'ArrowUp', 'Escape', '?'].map(keySign)).toEqual([
      'E',
      '/',
      'Ctrl+K',
      '[',
      '1',
      '↑',
      'Esc',
      '?',
    ])
  })

  it('are bound once each, and every one that acts on the page is bound', () => {
    const told: string[] = []
    const tell = (action: string) => (place: number) => told.push(`${action} ${place}`)
    const { acknowledge: _a, pick: _p, rows: _, chart: __, splitter: ___, ...page } = KEYS
    const actions = Object.fromEntries(Object.keys(page).map((action) => [action, tell(action)]))
    const bound = boundKeys(actions as unknown as Parameters<typeof boundKeys>[0])
    const keys = Object.values(page).flat()
    expect(new Set(keys).size).toBe(keys.length)
    for (const key of keys) bound[key]?.()
    expect(told).toEqual(Object.entries(page).flatMap(([action, of]) => of.map((_, place) => `${action} ${place}`)))
  })

  it('choose each range that charts have', () => expect(KEYS.range).toHaveLength(RANGES.length))

  it('lead up one level at a time and end at the city', () => {
    const units = UNIT_TREES['2021']
    const up = (page: Parameters<typeof pageAbove>[0], commune?: string) => pageAbove(page, units, () => commune)
    expect(up({ is: 'sensor', id: 'TV-01' }, '31117')).toEqual({ is: 'unit', code: '31117' })
    expect(up({ is: 'unit', code: '31117' })).toEqual({ is: 'unit', code: '916' })
    expect(up({ is: 'unit', code: '916' })).toEqual({ is: 'city' })
    expect(up({ is: 'sources' })).toEqual({ is: 'city' })
    expect(up({ is: 'unit', code: 'nowhere' })).toEqual({ is: 'city' })
  })

  it('go round all KPIs of the rail and back', () => {
    const seen = new Set<string>()
    let kpi: (typeof RAIL_KPIS)[number] = 'onTimeRate'
    for (let step = 0; step < RAIL_KPIS.length; step++) {
      seen.add(kpi)
      expect(neighbourKpi({ kpi: neighbourKpi({ kpi }, 1) }, -1)).toBe(kpi)
      kpi = neighbourKpi({ kpi }, 1)
    }
    expect(seen.size).toBe(RAIL_KPIS.length)
    expect(kpi).toBe('onTimeRate')
  })
})

describe('news', () => {
  const alert = (id: string, clearedAt: number | null = null) => ({ id, clearedAt }) as Alert

  it('is what was not there before, said once', () => {
    const seen = new Set<string>()
    expect(newAlerts([alert('a'), alert('b')], seen, true)).toEqual([])
    expect(newAlerts([alert('a'), alert('b'), alert('c')], seen, false).map((each) => each.id)).toEqual(['c'])
    expect(newAlerts([alert('c')], seen, false)).toEqual([])
    expect(newAlerts([alert('d', 5)], seen, false)).toEqual([])
  })
})
