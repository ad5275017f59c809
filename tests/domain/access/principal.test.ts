import { describe, expect, it } from 'vitest'
import { PERMISSIONS, type Permission } from '../../../domain/access/permissions.ts'
import { may, type Principal, reachOf } from '../../../domain/access/principal.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'

const units = UNIT_TREES['2021']
const city = units.city.code
const district = units.districts[0]?.code ?? ''
const [first = '', second = ''] = units.communesOf(district)
const elsewhere = units.communes.find(({ parent }) => parent !== district)?.code ?? ''

const holds = (...grants: Principal['grants']): Principal => ({ is: 'person', id: 'A', name: 'A', grants })

describe('a principal', () => {
  it('may do in a unit and below it what the role lets one do', () => {
    const officer = holds({ role: 'officer', place: district })
    expect([city, district, first, elsewhere].map((unit) => may(officer, 'alerts.see', unit, units))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(may(officer, 'quarantine.see', district, units)).toBe(false)
  })

  it('with several roles may do what each allows, where each is held', () => {
    const both = holds({ role: 'officer', place: first }, { role: 'operator', place: second })
    expect([first, second, district].map((unit) => may(both, 'cameras.watch', unit, units))).toEqual([
      true,
      true,
      false,
    ])
  })

  it('needs a role of the whole city for what cannot be told apart by place', () => {
    expect(may(holds({ role: 'lead', place: district }), 'quarantine.see', district, units)).toBe(false)
    expect(may(holds({ role: 'lead', place: city }), 'quarantine.see', city, units)).toBe(true)
  })

  it.each(Object.keys(PERMISSIONS) as Permission[])(
    'without a role, or with one of an unknown unit, has no %s',
    (permission) => {
      expect(may(holds(), permission, city, units)).toBe(false)
      expect(may(holds({ role: 'leader', place: '99999' }), permission, '99999', units)).toBe(false)
      expect(reachOf(holds({ role: 'leader', place: '99999' }), permission, units)).toEqual([])
    },
  )

  it('reaches units of which none lies below another', () => {
    expect(
      reachOf(holds({ role: 'officer', place: first }, { role: 'officer', place: district }), 'alerts.see', units),
    ).toEqual([district])
    expect(
      reachOf(holds({ role: 'officer', place: first }, { role: 'officer', place: second }), 'alerts.see', units),
    ).toEqual([first, second])
  })
})
