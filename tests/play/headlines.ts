import type { CameraView } from '../../domain/cameras/camera.ts'
import type { KpiValue } from '../../domain/kpis/kpi.ts'
import { waterLevel } from '../../domain/sensors/waterLevel.ts'
import { shortName, type UnitTree } from '../../domain/units/unit.ts'
import type { Asking } from './asking.ts'
import type { Published } from './published.ts'
import { numberIn, saysNumber } from './reading.ts'

/** The wall's sentences against the figures that they are about: those of the console, of the panels beside them, and what was published. */
export interface Headlines {
  /** @param texts everything that is written on a screen */
  wrongIn(texts: readonly string[]): Promise<readonly Wrong[]>
}

export interface Wrong {
  readonly expected: string
  readonly seen: string
}

const NUMBER = '(\\d[\\d.]*(?:,\\d+)?)'
const GAUGE = 'MN-CAN-THO'

export function createHeadlines({
  asking,
  published,
  units,
}: {
  asking: Asking
  published: Published
  units: UnitTree
}): Headlines {
  const kpi = (id: string, unit = units.city.code) => asking.find<KpiValue>(`/kpis/${id}?unit=${unit}`)
  const named = (name: string) => units.communes.find((unit) => shortName(unit, 'vi') === name.trim())

  /** What a sentence says, by a pattern, and what each of its groups must say. */
  interface Sentence {
    readonly says: RegExp
    due(...said: string[]): Promise<readonly (number | null | undefined)[]> | readonly (number | null | undefined)[]
  }

  const sentences: readonly Sentence[] = [
    {
      says: new RegExp(`(?:^| )${NUMBER}% hồ sơ đúng hạn`),
      due: async () => [(await kpi('onTimeRate'))?.value],
    },
    {
      says: new RegExp(`xã, phường chưa đạt ≥ [^,]+%, thấp nhất\\s+([^:]+): ${NUMBER}%`),
      async due(name) {
        const unit = named(name ?? '')
        return unit === undefined ? [] : [undefined, (await kpi('onTimeRate', unit.code))?.value]
      },
    },
    {
      says: new RegExp(`${NUMBER}% bộ phận Một cửa quá tải`),
      due: async () => [(await kpi('officesOverCapacity'))?.value],
    },
    {
      says: /bộ phận Một cửa quá tải; nặng nhất\s+([^:]+): (\d+) người chờ, (\d+) quầy mở/,
      async due(name) {
        const unit = named(name ?? '')
        if (unit === undefined) return []
        const { view } = await asking.of<{ view: CameraView | null }>(`/cameras/MC-${unit.code}`)
        return [undefined, view?.waiting, view?.countersStaffed]
      },
    },
    {
      says: new RegExp(`Không bộ phận Một cửa nào quá tải; ${NUMBER} người đang chờ`),
      due: async () => [(await kpi('waitingNow'))?.value],
    },
    {
      says: new RegExp(`${NUMBER}% máy đã được bảo vệ; còn ${NUMBER} máy`),
      async due() {
        const { value, numerator, denominator } = (await kpi('antiMalwareHosts')) ?? {}
        return [value, (denominator ?? 0) - (numerator ?? 0)]
      },
    },
    {
      says: /máy, nhiều nhất\s+([^:]+): (\d+)\/(\d+) máy/,
      async due(name) {
        const unit = named(name ?? '')
        if (unit === undefined) return []
        const { numerator, denominator } = (await kpi('antiMalwareHosts', unit.code)) ?? {}
        return [undefined, (denominator ?? 0) - (numerator ?? 0), denominator]
      },
    },
    {
      says: new RegExp(`(?:cao nhất|xấu nhất:)\\s+([^:,]+)[:,] AQI ${NUMBER}`),
      async due(name) {
        const station = [...published.sensors()].find(([, sensor]) => sensor.name === name?.trim())
        if (station === undefined) return []
        const { reading } = await asking.of<{ reading: { index: number | null } | null }>(`/sensors/${station[0]}`)
        return [undefined, reading?.index]
      },
    },
    {
      says: /Sông Hậu (-?\d[\d.]*(?:,\d+)?) m/,
      due: () => [published.sensor(GAUGE)?.values.level],
    },
    {
      says: /Sông Hậu [^;]*, dưới [^;]*? (\d+) cm/,
      due() {
        const level = published.sensor(GAUGE)?.values.level
        const [first] = waterLevel.thresholds
        return level === undefined || first === undefined ? [] : [(first.at - level) * 100]
      },
    },
  ]

  return {
    async wrongIn(texts) {
      const all = texts.join(' ').replaceAll(/\s+/g, ' ')
      const wrong: Wrong[] = []
      for (const { says, due } of sentences) {
        const found = says.exec(all)
        if (found === null) continue
        const said = found.slice(1)
        const values = await due(...said)
        for (const [i, value] of values.entries()) {
          const text = said[i]
          if (text === undefined || Number.isNaN(numberIn(text)?.value) || value === undefined) continue
          if (!saysNumber(text, value)) wrong.push({ expected: `${value} for ${text}`, seen: found[0].trim() })
        }
      }
      const [headline, panel] = [/(\d+\/\d+) chỉ tiêu đạt/.exec(all)?.[1], /đạt (\d+\/\d+)/.exec(all)?.[1]]
      if (headline !== undefined && panel !== undefined && headline !== panel)
        wrong.push({ expected: `${panel} as in the table`, seen: headline })
      return wrong
    },
  }
}
