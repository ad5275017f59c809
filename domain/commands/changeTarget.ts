import * as z from 'zod'
import { KPIS } from '../kpis/index.ts'
import type { Kpi } from '../kpis/kpi.ts'
import { DayText } from '../queries/parameters.ts'
import { says } from '../schema.ts'
import { SettingChange } from '../settings/change.ts'
import { settingLimitTexts } from '../settings/settingLimit.ts'
import { defineCommand } from './command.ts'
import { Note, Seen } from './settingFields.ts'

/** Sets what a KPI is held against from a day on; the days before it keep the target that they were judged by. */
export const changeTarget = defineCommand({
  summary: { vi: 'Đổi mục tiêu của một chỉ tiêu', en: 'Changes the target of a KPI' },
  input: z.object({
    kpi: z.string().min(1).max(100).meta(says('mã chỉ số', 'id of the KPI')),
    value: z
      .number()
      .meta(says('theo đơn vị của chỉ số; tỷ lệ tính bằng phần trăm', 'in the unit of the KPI; ratios in percent')),
    from: DayText.meta(says('áp dụng từ ngày, sớm nhất là hôm nay', 'the first day it holds, today at the earliest')),
    seen: Seen,
    note: Note,
  }),
  gives: z.object({ change: SettingChange }),
  do: 'settings.change',
  says: {
    vi: 'Đổi mục tiêu «{kpi}» thành {value} từ ngày {from}',
    en: 'Changed the target of “{kpi}” to {value} from {from}',
  },
  names: ({ kpi, value }) => {
    const known: Kpi | undefined = Object.hasOwn(KPIS, String(kpi)) ? KPIS[kpi as keyof typeof KPIS] : undefined
    return { kpi: known?.name, value: settingLimitTexts({ what: 'target', key: String(kpi) }, value) }
  },
  example: ({ today }) => ({ kpi: 'onTimeRate', value: 97, from: today, seen: 0 }),
})
