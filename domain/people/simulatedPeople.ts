import type { UnitTree } from '../units/unit.ts'
import type { PersonRole } from './person.ts'

/** Somebody whom a program acts for, in the demo. */
export interface SimulatedPerson {
  readonly id: string
  /** What is typed to sign in. */
  readonly user: string
  /** Says that they are simulated: wherever the name stands, that stands with it. */
  readonly name: string
  readonly role: PersonRole
  /** Code of the unit. */
  readonly place: string
}

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý'] as const
const MIDDLE = ['Văn', 'Thị', 'Minh', 'Thanh', 'Hoàng', 'Ngọc', 'Quốc', 'Kim', 'Hữu', 'Thu'] as const
const GIVEN = [
  ...(['Bảo', 'Châu', 'Dũng', 'Giang', 'Hạnh', 'Hiếu', 'Khánh', 'Lan', 'Long', 'Mai', 'Nam', 'Nga', 'Phúc'] as const),
  ...(['Quân', 'Sơn', 'Tâm', 'Thảo', 'Trang', 'Tú', 'Uyên', 'Vinh', 'Yến', 'Đạt'] as const),
]

/** Says in both languages that a person is simulated. */
export const SIMULATED_NAME = '(mô phỏng)'

/** The centre's people: two shift leads, so that one hands over to the other. */
const CENTRE: readonly (readonly [PersonRole, string])[] = [
  ['leader', 'mp-lanh-dao'],
  ['lead', 'mp-truong-ca-1'],
  ['lead', 'mp-truong-ca-2'],
  ['operator', 'mp-truc-ban-1'],
  ['operator', 'mp-truc-ban-2'],
  ['operator', 'mp-truc-ban-3'],
]

/**
 * The simulated people of a city: those of its centre, and an officer of each unit. The first commune has none: it is that of the demo's own
 * officer, whose work nobody does for them.
 */
export function simulatedPeople(units: UnitTree): readonly SimulatedPerson[] {
  const [own] = units.communes
  const officers = units.all
    .filter(({ code, level }) => level !== 'city' && code !== own?.code)
    .map(({ code }) => ['officer', `mp-cb-${code}`, code] as const)
  return [...CENTRE, ...officers].map(([role, user, place = units.city.code], n) => ({
    ...{ id: `simulated-${user}`, user, name: nameOf(n), role, place },
  }))
}

/** Lists of coprime lengths: names come again after thousands of people. */
function nameOf(n: number): string {
  const of = <T>(names: readonly T[], step: number) => names[(n * step + step) % names.length]
  return `${of(FAMILY, 5)} ${of(MIDDLE, 3)} ${of(GIVEN, 7)} ${SIMULATED_NAME}`
}
