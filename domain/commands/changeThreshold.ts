import * as z from 'zod'
import { says } from '../schema.ts'
import { SettingChange } from '../settings/change.ts'
import { settingLimitTexts } from '../settings/settingLimit.ts'
import { THRESHOLDS } from '../settings/thresholds.ts'
import { defineCommand } from './command.ts'
import { Note, Seen } from './settingFields.ts'

/** Sets the limit at which a kind of sensors raises an alert: for hub and screens alike, from now on. */
export const changeThreshold = defineCommand({
  summary: { vi: 'Đổi một ngưỡng cảnh báo', en: 'Changes an alert threshold' },
  input: z.object({
    threshold: z.string().min(1).max(100).meta(says('như waterLevel/alert1', 'like waterLevel/alert1')),
    at: z.number().meta(says('theo đơn vị của đại lượng', 'in the unit of its quantity')),
    seen: Seen,
    note: Note,
  }),
  gives: z.object({ change: SettingChange }),
  do: 'settings.change',
  says: { vi: 'Đổi ngưỡng «{threshold}» thành {at}', en: 'Changed the threshold “{threshold}” to {at}' },
  names: ({ threshold, at }) => {
    const known = THRESHOLDS.find(({ key }) => key === threshold)?.threshold.label
    return { threshold: known, at: settingLimitTexts({ what: 'threshold', key: String(threshold) }, at) }
  },
  example: () => ({ threshold: 'waterLevel/alert1', at: 1.75, seen: 0 }),
})
