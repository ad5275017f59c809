import * as z from 'zod'
import { IncidentShape } from '../incidents/incident.ts'
import { FactShape } from '../matters/fact.ts'
import { AccountId } from '../people/person.ts'
import { epochMs, says } from '../schema.ts'
import { SinceShape } from '../since/since.ts'
import { WallLogEntry } from '../walls/wallLog.ts'
import { nothing, wholeNumber } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'

export const wallLog = defineQuery({
  path: '/walls/log',
  summary: {
    vi: 'Màn hình lớn đã hiện gì, khi nào, do ai; mới nhất trước',
    en: 'What walls showed, when, and by whom; the newest first',
  },
  example: () => '/walls/log?limit=20',
  params: nothing,
  query: z.object({
    wall: AccountId.optional().meta(says('chỉ màn hình này; không ghi: tất cả', 'of this wall; of all when absent')),
    before: wholeNumber(1, Number.MAX_SAFE_INTEGER)
      .optional()
      .meta(says('chỉ các mục có số nhỏ hơn', 'only entries with a smaller number')),
    limit: wholeNumber(1, 500).default(100),
  }),
  gives: z.object({ entries: z.array(WallLogEntry) }),
  ask: 'walls.see',
  place: () => REACH,
})

/** What a room is shown of an incident: no words that somebody wrote in it, and no files. */
const IncidentOnWall = IncidentShape.pick({
  ...{ id: true, version: true, state: true, unit: true, title: true, openedAt: true, closedAt: true, simulated: true },
  ...{ category: true, severity: true, deadlineAt: true, point: true, steps: true, figures: true, people: true },
})

export const wallIncident = defineQuery({
  path: '/walls/incidents/{id}',
  isHeavy: true,
  summary: {
    vi: 'Một sự vụ như màn hình lớn hiện: không có lời ghi và tệp; màn hình chỉ hỏi được sự vụ mà nó được lệnh hiện',
    en: 'An incident as a wall shows it, without remarks and files; a wall may ask only for the one it was told to show',
  },
  example: () => '/walls/incidents/SV-261129-7K3P',
  exampleIsInvented: true,
  params: z.object({ id: z.string().max(40) }),
  query: nothing,
  gives: z.object({
    incident: IncidentOnWall,
    facts: z
      .array(
        FactShape.pick({ version: true, at: true, writtenAt: true, by: true, did: true }).extend({
          steps: z.array(z.number().int()).meta(says('các bước mà diễn biến nói đến', 'the steps that it is about')),
        }),
      )
      .meta(says('diễn biến, mới nhất trước', 'its timeline, the newest first')),
  }),
  ask: 'walls.see',
  place: () => REACH,
})

export const wallSince = defineQuery({
  path: '/walls/since',
  summary: {
    vi: 'Điều đã xảy ra từ đầu ca trước đến lúc này, thành câu, cho màn hình lúc vào ca',
    en: 'What has happened since the shift before this one began, as sentences, for a wall at the start of a shift',
  },
  example: () => '/walls/since',
  params: nothing,
  query: nothing,
  gives: z.object({ from: epochMs, to: epochMs, parts: z.array(SinceShape) }),
  isHeavy: true,
  ask: 'walls.see',
  place: () => REACH,
})

export const wallStill = defineQuery({
  path: '/walls/stills/{number}',
  summary: {
    vi: 'Hình một ô của màn hình lớn, theo số trong nhật ký chiếu; hình camera đã được che; phải xem được cả số liệu',
    en: 'A still of a screen of a wall, by its number in the log; pictures of cameras are covered in it; it takes to see figures as well',
  },
  example: () => '/walls/stills/1',
  exampleIsInvented: true,
  params: z.object({ number: z.string().max(16) }),
  query: nothing,
  gives: { binary: 'image/webp' },
  problems: { 410: { vi: 'hình không còn', en: 'the still is gone' } },
  ask: 'walls.see',
  place: () => REACH,
  isLogged: true,
})
