import { describe, expect, it } from 'vitest'
import { hasPage, pageOf } from '../../domain/pages.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'

describe('addresses of pages', () => {
  const units = UNIT_TREES['2021']

  it.each([
    '/',
    '/wall',
    '/wall/',
    '/wall/phong-hop-giao-ban',
    '/control',
    '/control/w-1_A',
    '/alerts',
    '/plan',
    '/sources',
    '/quarantine',
    '/log',
    '/settings',
    '/index766',
    '/systems',
    '/system/oneStop',
    '/unit/31117',
    '/sensor/TG-01',
    // A dot in a name is no file.
    '/sensor/tram.01',
    '/camera/MC-1',
    '/people',
    '/people/p-1',
    '/tokens',
    '/walls',
    '/devices',
    '/account',
    '/sign-in',
  ])('%s has a page', (path) => expect(hasPage(path, units)).toBe(true))

  it.each([
    '/health',
    '/unit/99999',
    '/unit/31117/x',
    '/system/nobody',
    '/system/constructor',
    '/wall/x/y',
    '/sensor/a%20b',
    '/api',
    '/%',
  ])('%s has none', (path) => expect(hasPage(path, units)).toBe(false))

  it('of units belong to their edition', () => {
    expect(hasPage('/unit/916', units)).toBe(true)
    expect(hasPage('/unit/916', UNIT_TREES['2025'])).toBe(false)
  })

  it('carry the unit of the query where a page is a unit’s', () => {
    expect(pageOf('/plan', '916')).toEqual({ is: 'plan', unit: '916' })
    expect(pageOf('/sources', '916')).toEqual({ is: 'sources' })
  })
})
