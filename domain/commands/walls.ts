import * as z from 'zod'
import { Proof } from '../people/password.ts'
import { AccountId, PlaceCode, ShownName } from '../people/person.ts'
import { says } from '../schema.ts'
import { defineCommand } from './command.ts'

/** As it is read out and typed: what is not a letter or digit, and case, make no difference. */
const PairingCode = z.string().min(1).max(20)

export const requestPairing = defineCommand({
  summary: { vi: 'Màn hình xin mã ghép', en: 'A wall asks for a code to be paired by' },
  input: z.object({}),
  gives: z.object({
    code: z
      .string()
      .meta(says('hiện trên màn hình để người quản trị gõ', 'shown on the wall for an administrator to type')),
    secret: z.string().meta(says('màn hình giữ để nhận kết quả', 'kept by the wall, to ask what became of it')),
    endsAt: z.number(),
  }),
  do: 'public',
  says: { vi: 'Màn hình xin mã ghép', en: 'A wall asked to be paired' },
  once: true,
  example: () => ({}),
})

export const claimPairing = defineCommand({
  summary: { vi: 'Màn hình hỏi đã được ghép chưa', en: 'A wall asks whether it has been paired' },
  input: z.object({ secret: z.string().max(100) }),
  gives: z.object({
    state: z
      .enum(['waiting', 'paired', 'ended'])
      .meta(
        says(
          'paired: cookie của màn hình được đặt cùng câu trả lời',
          'paired: the wall’s cookie comes with the answer',
        ),
      ),
  }),
  do: 'public',
  says: { vi: 'Màn hình nhận kết quả ghép', en: 'A wall was told whether it is paired' },
  secret: ['secret'],
  session: true,
  example: () => ({ secret: '…' }),
})

export const pairWall = defineCommand({
  summary: { vi: 'Ghép màn hình lớn theo mã', en: 'Pairs a wall by its code' },
  input: z.object({ code: PairingCode, name: ShownName, place: PlaceCode, proof: Proof }),
  gives: z.object({ id: z.string() }),
  do: 'walls.manage',
  says: { vi: 'Ghép màn hình {name}', en: 'Paired wall {name}' },
  peopleOnly: true,
  secret: ['code', 'proof'],
  example: (city) => ({ code: 'K7Q2-94BW', name: 'Phòng họp giao ban', place: city.city }),
})

export const renameWall = defineCommand({
  summary: { vi: 'Đổi tên màn hình lớn', en: 'Renames a wall' },
  input: z.object({ wall: AccountId, name: ShownName }),
  gives: z.object({}),
  do: 'walls.manage',
  says: { vi: 'Đổi tên màn hình {wall} thành {name}', en: 'Renamed wall {wall} to {name}' },
  example: () => ({ wall: 'w-1', name: 'Sảnh tầng 1' }),
})

export const moveWall = defineCommand({
  summary: {
    vi: 'Chuyển một màn hình đã ghép sang máy khác, theo mã trên máy đó',
    en: 'Gives a paired wall another machine, by the code that stands on it',
  },
  input: z.object({ wall: AccountId, code: PairingCode, proof: Proof }),
  gives: z.object({}),
  do: 'walls.manage',
  says: { vi: 'Chuyển màn hình {wall} sang máy khác', en: 'Gave wall {wall} another machine' },
  peopleOnly: true,
  secret: ['code', 'proof'],
  example: () => ({ wall: 'w-1', code: 'K7Q2-94BW' }),
})

export const endWall = defineCommand({
  summary: { vi: 'Bỏ ghép màn hình lớn', en: 'Ends a wall' },
  input: z.object({ wall: AccountId }),
  gives: z.object({}),
  do: 'walls.manage',
  says: { vi: 'Bỏ ghép màn hình {wall}', en: 'Ended wall {wall}' },
  example: () => ({ wall: 'w-1' }),
})

export const openDemoWall = defineCommand({
  summary: {
    vi: 'Mở màn hình lớn không cần ghép (chỉ trong bản trình diễn)',
    en: 'Opens a wall without pairing (in the demo only)',
  },
  input: z.object({}),
  gives: z.object({}),
  do: 'public',
  says: { vi: 'Mở màn hình của bản trình diễn', en: 'Opened the demo’s wall' },
  session: true,
  example: () => ({}),
})
