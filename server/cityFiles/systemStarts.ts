import { SYSTEMS } from '../../domain/systems/index.ts'
import { type Day, isDay } from '../../domain/time.ts'
import type { CityFile } from './cityFile.ts'
import { CityFileError } from './cityFileError.ts'

/** Since when the city's systems are in use: of the days before, nobody owes a report. */
export interface SystemStarts {
  /** Undefined: nobody has said; every day is owed. */
  of(system: string): Day | undefined
}

const NOTE = '_'

/** None to begin with: a system without a day has been in use as long as anybody asks about. */
export const SYSTEM_STARTS: CityFile<SystemStarts> = {
  name: 'systems.json',
  first: () => ({
    [NOTE]:
      'Ngày đưa từng hệ thống vào sử dụng, ví dụ "portal": "2026-03-02"; trước ngày đó không đơn vị nào phải gửi báo cáo. / The day on which each system was put in use; of the days before nobody owes a report.',
  }),
  parse(content) {
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      throw new CityFileError({
        vi: 'phải là một đối tượng JSON như {"portal": "2026-03-02"}',
        en: 'must be a JSON object like {"portal": "2026-03-02"}',
      })
    const starts = new Map<string, Day>()
    for (const [system, day] of Object.entries(content)) {
      if (system === NOTE) continue
      if (!Object.hasOwn(SYSTEMS, system)) {
        const known = Object.keys(SYSTEMS).join(', ')
        throw new CityFileError(
          {
            vi: `không có hệ thống ${JSON.stringify(system)}: hãy ghi một trong ${known}`,
            en: `knows no system ${JSON.stringify(system)}: write one of ${known}`,
          },
          [system],
        )
      }
      if (typeof day !== 'string' || !isDay(day))
        throw new CityFileError(
          {
            vi: `${system} phải là một ngày có thật, năm-tháng-ngày, ví dụ "${system}": "2026-03-02"`,
            en: `${system} must be a day there is, YYYY-MM-DD, for example "${system}": "2026-03-02"`,
          },
          [system],
        )
      starts.set(system, day)
    }
    return { of: (system) => starts.get(system) }
  },
}
