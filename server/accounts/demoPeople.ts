import type { PersonRole } from '../../domain/people/person.ts'
import { simulatedPeople } from '../../domain/people/simulatedPeople.ts'
import type { Text } from '../../domain/text.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { PersonRecord } from '../store/accounts.ts'

/** What each role sees, for whoever tries the demo. */
export const DEMO_SIGHTS: Readonly<Record<PersonRole, Text>> = {
  leader: {
    vi: 'Toàn thành phố: chỉ số, kế hoạch, camera, cảnh báo; đổi mục tiêu và đọc nhật ký.',
    en: 'The whole city: figures, the plan, cameras, alerts; changes targets and reads the log.',
  },
  lead: {
    vi: 'Toàn thành phố; tiếp nhận cảnh báo và điều hành ca trực.',
    en: 'The whole city; acknowledges alerts and runs the shift.',
  },
  operator: {
    vi: 'Toàn thành phố; theo dõi nguồn dữ liệu và tiếp nhận cảnh báo.',
    en: 'The whole city; watches sources and acknowledges alerts.',
  },
  officer: {
    vi: 'Chỉ đơn vị của mình: chỉ số, camera và cảnh báo ở đó.',
    en: 'One unit only: its figures, cameras and alerts.',
  },
  auditor: {
    vi: 'Chỉ số của toàn thành phố và nhật ký; không xem hình camera, không đổi gì.',
    en: 'Figures of the whole city and the log; sees no pictures of cameras, changes nothing.',
  },
  admin: {
    vi: 'Tài khoản, thiết bị, màn hình và thiết lập; không xem chỉ số và hình camera.',
    en: 'People, devices, walls and settings; sees neither figures nor pictures of cameras.',
  },
}

const PEOPLE: readonly (readonly [role: PersonRole, user: string, name: string])[] = [
  ['leader', 'lanh-dao', 'Lê Minh Đức'],
  ['lead', 'truong-ca', 'Trần Thu Hà'],
  ['operator', 'truc-ban', 'Nguyễn Văn An'],
  ['officer', 'can-bo', 'Phạm Thị Hoa'],
  ['auditor', 'kiem-tra', 'Võ Thanh Bình'],
  ['admin', 'quan-tri', 'Đỗ Minh Khang'],
]

/** Nobody can sign in as one of them with a password, and no store has them. */
const IN_THIS_PROCESS = {
  ...{ createdAt: 0, usedAt: null, lastSignInAt: null },
  ...{ password: null, totp: null, disabledAt: null, external: null },
}

/** One person for each role, for whoever tries the demo; and simulated people, whom a program acts for. */
export function demoPeople(units: UnitTree): PersonRecord[] {
  const [ward] = units.communes
  return [
    ...PEOPLE.map(([role, user, name]) => ({
      ...{ ...IN_THIS_PROCESS, id: `demo-${role}`, user, name },
      grants: [{ role, place: role === 'officer' && ward !== undefined ? ward.code : units.city.code }],
    })),
    ...simulatedPeople(units).map(({ id, user, name, role, place }) => ({
      ...{ ...IN_THIS_PROCESS, id, user, name, grants: [{ role, place }], simulated: true },
    })),
  ]
}
