import { useMemo } from 'react'
import { asOf, patienceFor } from '../../../domain/freshness.ts'
import {
  type GaugeHistory,
  gaugesAsked,
  type NoFlow,
  PAST_MS,
  type RiverFlow,
  riverFlow,
} from '../../../domain/river/flow.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import { dayOf, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { useAnswer, useAnswers } from '../../live/api.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useConnection, useFromNow, useHubClock } from '../../live/useLive.ts'
import type { Geography } from '../geography.ts'
import { waterCourses } from '../signs/waterCourses.ts'
import { alongCourse } from './alongCourse.ts'

/** Farther from the course a gauge stands on another water, km. */
const ON_THE_RIVER_KM = 1.2
/** Off the city's own quay: whose flow is asked. */
const HERE = { lng: 105.787, lat: 10.053 } as const
/** How often the gauges are asked whether they still speak. */
const ASK_MS = 15_000
const PAST_ASK_MS = 5 * MINUTE_MS
const POINTS = 312

/** The flow of the Hậu before the city, and the names of the gauges it rests on or waits for. */
export type KnownFlow =
  | { readonly is: 'modelled'; readonly speed: number; readonly uncertainty: number; readonly gauges: number }
  | { readonly is: 'unknown'; readonly because: NoFlow | 'unheard'; readonly gauge?: string }

type Series = AnswerTo<'/sensors/{id}/series'>

/** Undefined while it is not known whether there are gauges, and where the river has too few: then nothing is said of its flow. */
export function useRiverFlow(geography: Geography | undefined): KnownFlow | undefined {
  const clock = useHubClock()
  const isConnected = useConnection().is !== 'lost'
  const said = useAnswer(ask('/sensors', { query: { kind: 'waterLevel' } }), {
    refetchMs: ASK_MS,
  })
  // Counted by the clock, not by answers: gauges that fall silent all give the same answer again.
  const tick = useFromNow((now) => Math.floor(now / ASK_MS))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock is read anew with each tick
  const asked = useMemo(() => {
    const course = geography === undefined ? [] : (waterCourses(geography)[0]?.line ?? [])
    const here = alongCourse(course, HERE.lng, HERE.lat)
    if (here === undefined || said.data === undefined) return undefined
    const onRiver = said.data.sensors.flatMap(({ sensor, reading }) => {
      const place = sensor.lng === null || sensor.lat === null ? undefined : alongCourse(course, sensor.lng, sensor.lat)
      return place === undefined || place.beside > ON_THE_RIVER_KM ? [] : [{ sensor, reading, km: place.km }]
    })
    return { gauges: gaugesAsked(onRiver, here.km), now: clock() }
  }, [geography, said.data, tick, clock])
  const to = useFromNow((now) => Math.ceil(now / PAST_ASK_MS) * PAST_ASK_MS)
  const from = to - PAST_MS - HOUR_MS
  const past = useAnswers(
    (asked?.gauges ?? []).map(({ sensor }) =>
      ask('/sensors/{id}/series', { params: { id: sensor.id }, query: { value: 'level', from, to, points: POINTS } }),
    ),
  )
  const pasts = past.map(({ data }) => data)
  // One text for all: how many there are differs once the gauges are known.
  const answered = past.map(({ dataUpdatedAt }) => dataUpdatedAt).join()
  const isWhole = asked?.gauges !== undefined && pasts.every((each) => each !== undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of answers is another one each time; what is in it is not
  const flow = useMemo((): KnownFlow | undefined => {
    if (asked?.gauges === undefined || !isWhole) return undefined
    const gauges = asked.gauges.map(({ sensor, reading, km }, i) => historyOf(sensor, reading, km, pasts[i]))
    return named(
      riverFlow(gauges, asked.now, monthOf(asked.now)),
      asked.gauges.map(({ sensor }) => sensor),
    )
  }, [asked, isWhole, answered])
  return flow === undefined || isConnected ? flow : { is: 'unknown', because: 'unheard' }
}

function historyOf(sensor: Sensor, reading: SensorReading | null, km: number, past: Series | undefined): GaugeHistory {
  const { bucketMs = 0, buckets = [] } = past ?? {}
  const levels = buckets.flatMap(({ at, mean }) => (mean === null ? [] : [{ at: at + bucketMs / 2, level: mean }]))
  const [at, level] = [asOf(reading ?? undefined), reading?.values[0] ?? null]
  const isSpeaking = reading !== null && reading.status !== 'offline' && !reading.retained
  const newest = at !== null && level !== null && isSpeaking ? [{ at, level }] : []
  const before = levels.filter((each) => newest.length === 0 || each.at < (newest[0]?.at ?? 0))
  // How long ago this page asked is not the gauge's silence.
  const { staleAfterMs } = patienceFor(sensor.everyMs)
  return { id: sensor.id, km, levels: [...before, ...newest], staleAfterMs: isSpeaking ? staleAfterMs + ASK_MS : -1 }
}

function named(flow: RiverFlow, gauges: readonly Sensor[]): KnownFlow | undefined {
  if (flow.is === 'modelled') return { ...flow, gauges: flow.gauges.length }
  const name = gauges.find(({ id }) => id === flow.gauge)?.name
  return { is: 'unknown', because: flow.because, ...(name !== undefined && { gauge: name }) }
}

function monthOf(now: number): number {
  return Number(dayOf(now).slice(5, 7))
}
