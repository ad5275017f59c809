import type { Reported } from '../../domain/index766/criteria.ts'
import { type Index766Row, scoreIndex } from '../../domain/index766/index766.ts'
import { type Period, toDate } from '../../domain/periods.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { type Counts, pooledCounts, type SourceSystem, type UnitCounts } from '../../domain/systems/system.ts'
import type { Day } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Figures } from './figures/figures.ts'

const READ = [
  'oneStop',
  'portal',
  'nationalPortal',
  'satisfaction',
  'feedback',
] as const satisfies readonly (keyof Reported)[]

/** Index 766 of the city and of every commune over a period. */
export interface Index766 {
  /** The city first. @throws when the store fails */
  rows(period: Period, day: Day): Promise<readonly Index766Row[]>
}

export function createIndex766({ units, figures }: { units: UnitTree; figures: Pick<Figures, 'totals'> }): Index766 {
  return {
    async rows(period, day) {
      const span = toDate(period, day)
      const totals = new Map(
        await Promise.all(READ.map(async (system) => [system, await figures.totals(system, span)] as const)),
      )
      const countsOf = (system: keyof Reported, unit: string) => totals.get(system)?.get(unit)?.counts

      /** Of the city as a whole: its own report where it gives one, else what its communes reported together. */
      function cityCounts(system: keyof Reported): Counts | undefined {
        const declared: SourceSystem = SYSTEMS[system]
        if (declared.cityReports === 'everybody') return countsOf(system, units.city.code)
        const communes = units.communes.flatMap(({ code }): UnitCounts[] => {
          const counts = countsOf(system, code)
          return counts === undefined ? [] : [{ counts, weight: 1 }]
        })
        return communes.length === 0 ? undefined : pooledCounts(declared, communes, units.communes.length)
      }

      function reportedBy(tell: (system: keyof Reported) => Counts | undefined): Reported {
        const reported: Partial<Record<keyof Reported, Counts>> = {}
        for (const system of READ) {
          const counts = tell(system)
          if (counts !== undefined) reported[system] = counts
        }
        return reported
      }
      return [
        scoreIndex(units.city.code, 'city', reportedBy(cityCounts)),
        ...units.communes.map(({ code }) =>
          scoreIndex(
            code,
            'commune',
            reportedBy((system) => countsOf(system, code)),
            totals.get('nationalPortal')?.get(code)?.unpooled.includes('officialScoreHundredths'),
          ),
        ),
      ]
    },
  }
}
