import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CommuneRanking, RankedCommune } from '../../../client/panels/rankCommunes.ts'
import { distanceFromTarget } from '../../../client/panels/rankCommunes.ts'
import type { RankedStation } from '../../../client/panels/rankStations.ts'
import { stateOfReached, stationTone } from '../../../client/panels/stationTone.ts'
import type { SystemLine } from '../../../client/panels/systemHealth.ts'
import { stateOfTone, type Tone, toneOfDistance } from '../../../client/panels/tone.ts'
import { TROUBLE_LOOKS, toneOfTrouble } from '../../../client/panels/troubleLook.ts'
import { communesHeadline } from '../../../client/scenes/headlines/communesHeadline.ts'
import { headlineTone } from '../../../client/scenes/headlines/headline.ts'
import { systemsHeadline } from '../../../client/scenes/headlines/systemsHeadline.ts'
import { judge } from '../../../domain/kpis/evaluate.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import { SEVERITIES } from '../../../domain/sensors/sensorKind.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'

const [first] = UNIT_TREES['2025'].communes
const TONES = ['little', 'more', 'most', 'unjudged'] as const satisfies readonly Tone[]

/** The colour that a style sheet gives to a part in a state, as it names it; that of the part alone where the state has none of its own. */
function colourOf(sheet: string, part: string, attribute: string, is: string): string | undefined {
  const css = readFileSync(new URL(`../../../client/${sheet}`, import.meta.url), 'utf8').replaceAll(/\/\*.*?\*\//gs, '')
  const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selectors = '', body = '']) => ({
    selectors: selectors.split(',').map((each) => each.trim()),
    colour: /(?:^|[\s;])(?:border-color|border|stroke|color):[^;]*var\(--wall-([a-z]+)\)/.exec(body)?.[1],
  }))
  const of = (selector: string) =>
    rules.findLast(({ selectors, colour }) => colour !== undefined && selectors.includes(selector))?.colour
  return of(`${part}[data-${attribute}="${is}"]`) ?? of(part)
}
const headline = (tone: Tone) => colourOf('wall/wallHead.css', '.headline__worst', 'tone', headlineTone(tone))

describe('one state has one colour', () => {
  it.each(TONES)('%s: in the list, on its ring, in the headline', (tone) => {
    const value = colourOf('panels/needList.css', '.need__value', 'tone', tone)
    expect(value).toBeDefined()
    expect(colourOf('panels/badge.css', '.badge', 'tone', tone)).toBe(value)
    // What nobody can judge is grey in either, as bright as the text around it.
    if (tone !== 'unjudged') expect(headline(tone)).toBe(value)
  })

  it('is what the hub says of the same figure', () => {
    for (const kpi of Object.values(KPIS) as Kpi[]) {
      const { target } = kpi
      if (target === undefined) continue
      for (let step = -8; step <= 8; step++) {
        const value = target.value + (step * target.near) / 2
        const tone = toneOfDistance(kpi, distanceFromTarget(kpi, value))
        expect(stateOfTone(tone), `${kpi.short.en} ${value}`).toBe(judge(kpi, value, 10, 10))
      }
    }
  })

  it('is that of the commune which a headline names, however the city does', () => {
    const of = (value: number) => {
      const worst: RankedCommune = { unit: first as RankedCommune['unit'], value, distance: value - 95, rank: 1 }
      const ranking: CommuneRanking = { behind: [worst], best: [], judged: 103, unjudged: [] }
      const kpi = KPIS.onTimeRate
      return communesHeadline({ kpi, value: 96, state: 'met', ranking, reason: '' }, 'vi').tone
    }
    expect([of(85.06), of(86.9), of(94)]).toEqual(['missed', 'missed', 'near'])
  })

  it.each(SEVERITIES)('a station at a limit of severity %s: in list, figure and headline', (severity) => {
    const reached = { ...SENSOR_KINDS.rain.thresholds[0], severity } as NonNullable<RankedStation['reached']>
    const tone = stationTone({ reached, freshness: 'live' } as RankedStation)
    expect(stateOfReached(reached)).toBe(stateOfTone(tone))
    const value = colourOf('panels/needList.css', '.need__value', 'tone', tone)
    if (severity === 'info') return
    expect(colourOf('panels/reachedMark.css', '.reached', 'severity', severity)).toBe(value)
  })

  it('a system in trouble: in list, ring and headline', () => {
    for (const trouble of ['lost', 'down', 'stale', 'events', 'partly', 'refused'] as const) {
      const line = { system: SYSTEMS.soc, trouble, links: [], alerts: [] } as unknown as SystemLine
      const said = systemsHeadline([line], (word) => word, 0, 'vi')
      expect([trouble, stateOfTone(toneOfTrouble(trouble)), said.tone]).toEqual([
        trouble,
        TROUBLE_LOOKS[trouble].tone,
        TROUBLE_LOOKS[trouble].tone,
      ])
    }
    expect(TROUBLE_LOOKS.lost.tone).toBe('missed')
  })
})
