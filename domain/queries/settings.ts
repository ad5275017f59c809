import * as z from 'zod'
import { EVERYWHERE } from '../feeds/feed.ts'
import { says, text } from '../schema.ts'
import { ChangeMade, SettingChange } from '../settings/change.ts'
import { nothing } from './parameters.ts'
import { defineQuery } from './query.ts'

const seen = z
  .number()
  .int()
  .meta(
    says(
      'số của thay đổi mới nhất; gửi lại trong lệnh đổi',
      'number of the newest change: goes into the command that makes another',
    ),
  )

const TargetSetting = z.object({
  kpi: z.string(),
  value: z.number().meta(says('đang áp dụng', 'in force')),
  declared: z.number().meta(says('theo kế hoạch, văn bản hoặc khai báo', 'of the plan, the law or the declaration')),
  file: z.number().meta(says('theo tệp targets.json của thành phố', 'as the city’s targets.json has it')),
  changed: ChangeMade.nullable().meta(says('ai đã đổi, lúc nào', 'who has changed it, and when')),
  coming: z
    .array(z.object({ from: z.string(), value: z.number().nullable() }))
    .meta(says('sẽ áp dụng từ ngày; null: theo tệp', 'what begins on a later day; null: as the file has it')),
  seen,
})

const ThresholdSetting = z.object({
  key: z.string(),
  at: z.number(),
  declared: z.number(),
  min: z.number(),
  max: z.number(),
  changed: ChangeMade.nullable(),
  seen,
})

const DaySetting = z.object({ day: z.string(), is: z.enum(['off', 'worked']), name: text, changed: ChangeMade, seen })

export const settings = defineQuery({
  path: '/settings',
  summary: {
    vi: 'Mục tiêu, ngưỡng và ngày của lịch đang áp dụng, ai đã đổi, và mọi thay đổi',
    en: 'Targets, thresholds and days of the calendar in force, who has changed them, and every change',
  },
  example: () => '/settings',
  params: nothing,
  query: nothing,
  gives: z.object({
    targets: z.array(TargetSetting),
    thresholds: z.array(ThresholdSetting),
    days: z
      .array(DaySetting)
      .meta(says('những ngày đã đổi so với tệp calendar.json', 'days that are set over the city’s calendar.json')),
    changes: z.array(SettingChange).meta(says('mới nhất trước, nhiều nhất 1.000', 'the newest first, 1,000 at most')),
  }),
  ask: 'map.see',
  place: () => EVERYWHERE,
})
