import type { Text } from '../text.ts'
import { type Edition, fullName, type Unit } from '../units/unit.ts'
import type { Agency, AgencyName } from './agency.ts'
import { AGENCIES, type AgencyId } from './index.ts'

/** The agency by the name in force. */
export function agencyName(id: AgencyId, edition: Edition): AgencyName {
  return AGENCIES[id][edition]
}

/** The agency through the years: `Sở Thông tin và Truyền thông, nay là Sở Khoa học và Công nghệ`. */
export function agencyThroughYears(id: AgencyId): Text {
  const { '2021': then, '2025': now }: Agency = AGENCIES[id]
  if (then.vi === now.vi) return { vi: now.vi, en: now.en }
  return { vi: `${then.vi}, nay là ${now.vi}`, en: `${then.en}, now ${now.en}` }
}

/**
 * Who answers for what happens in a unit: its own People's Committee. Undefined for an area of 2025, which is no authority.
 */
export function peoplesCommittee(unit: Unit): Text | undefined {
  if (unit.type === 'khu vực') return undefined
  if (unit.level === 'city') return { vi: 'UBND thành phố', en: 'City People’s Committee' }
  return { vi: `UBND ${fullName(unit, 'vi')}`, en: `${fullName(unit, 'en')} People’s Committee` }
}
