import { describe, expect, it } from 'vitest'
import { AGENCIES, type AgencyId } from '../../domain/agencies/index.ts'
import { agencyName, agencyThroughYears, peoplesCommittee } from '../../domain/agencies/responsible.ts'
import { KPIS } from '../../domain/kpis/index.ts'
import { PLAN } from '../../domain/plan/index.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { EDITIONS } from '../../domain/units/unit.ts'

describe.each(Object.entries(AGENCIES))('the agency %s', (_, agency) => {
  it.each(EDITIONS)('has a name in %s, in both languages, that fits a line of the wall', (edition) => {
    const { vi, en, short } = agency[edition]
    for (const [name, most] of [
      [vi, 50],
      [en, 50],
      [short.vi, 26],
      [short.en, 26],
    ] as const) {
      expect(name).toBe(name.normalize('NFC').trim())
      expect(name).not.toBe('')
      expect(name.length).toBeLessThanOrEqual(most)
    }
  })
})

it('every figure, row of the plan, system and kind of sensors has somebody who answers for it', () => {
  for (const registry of [KPIS, PLAN, SYSTEMS, SENSOR_KINDS])
    for (const [id, { lead }] of Object.entries<{ readonly lead: AgencyId }>(registry))
      expect(AGENCIES[lead], id).toBeDefined()
})

it('an agency is called by the name in force, and through the years by both', () => {
  expect(agencyName('technology', '2021').vi).toBe('Sở Thông tin và Truyền thông')
  expect(agencyName('technology', '2025').vi).toBe('Sở Khoa học và Công nghệ')
  expect(agencyThroughYears('technology').vi).toBe('Sở Thông tin và Truyền thông, nay là Sở Khoa học và Công nghệ')
  expect(agencyThroughYears('office').en).toBe('Office of the City People’s Committee')
})

describe.each(EDITIONS)('units of %s', (edition) => {
  const { city, districts, communes } = UNIT_TREES[edition]

  it('are answered for by their own People’s Committee', () => {
    for (const commune of communes) expect(peoplesCommittee(commune)?.vi).toMatch(/^UBND (phường|xã|thị trấn) \S/)
    expect(peoplesCommittee(city)).toEqual({ vi: 'UBND thành phố', en: 'City People’s Committee' })
  })

  it('of the middle are answered for as long as they are authorities', () => {
    for (const district of districts)
      expect(peoplesCommittee(district)?.vi).toEqual(
        district.type === 'khu vực' ? undefined : `UBND ${district.type} ${district.name}`,
      )
  })
})
