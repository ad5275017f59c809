import type * as z from 'zod'
import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { sensorSource } from '../../domain/sourceId.ts'
import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import { LONGEST_PAST_MS } from '../../domain/walls/transition.ts'
import type { City } from '../city/city.ts'
import type { Clock } from '../clock.ts'
import type { Reach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'
import { indexHour, pastReading } from '../services/pastReading.ts'
import type { Store } from '../store/store.ts'
import { answers, type Route } from './route.ts'
import { endOf, seriesOf, timeRange } from './seriesQuery.ts'

export function sensorRoutes({
  city,
  clock,
  store,
}: {
  city: City
  clock: Clock
  store: Pick<Store, 'series' | 'samplesAt' | 'hourly' | 'dataGaps'>
}): Route[] {
  /** One that is there, or was until it ended. One of a place beyond reach is like one that was never there. */
  function find(id: string, reach: Reach): z.output<typeof QUERIES.sensor.gives> {
    const gone = city.endedDevice(sensorSource(id))
    const { sensor, reading } = gone?.is === 'sensor' ? gone : { sensor: city.sensor(id), reading: city.reading(id) }
    if (sensor === undefined || !reach.has(sensor.commune)) throw new Problem('unknownSensor', { id: quoted(id) })
    return { sensor, reading: reading ?? null, ended: endOf(gone) }
  }

  return [
    answers(QUERIES.sensors, ({ query, reach }) => ({
      sensors: [...city.sensors()]
        .filter((sensor) => (query.kind === undefined || sensor.kind === query.kind) && reach.has(sensor.commune))
        .map((sensor) => ({ sensor, reading: city.reading(sensor.id) ?? null })),
    })),
    answers(QUERIES.sensor, ({ params, reach }) => find(params.id, reach)),
    answers(QUERIES.pastSensors, async ({ query: { at }, reach }) => {
      const now = clock.now()
      if (at >= now || at < now - LONGEST_PAST_MS)
        throw new Problem('wrongPastMoment', { days: Math.floor(LONGEST_PAST_MS / DAY_MS) })
      const seen = [...city.sensors()].filter(({ commune }) => reach.has(commune))
      const sources = seen.map(({ id }) => sensorSource(id))
      const hour = indexHour(at)
      const [samples, indices, gaps] = await Promise.all([
        store.samplesAt({ sources, at }),
        store.hourly({ sources, value: 'index', from: hour, to: hour + HOUR_MS }),
        store.dataGaps({ from: at, to: at + 1 }),
      ])
      const sensors = seen.map((sensor) => {
        const source = sensorSource(sensor.id)
        return { sensor, reading: pastReading(sensor, samples.get(source), indices.get(source)?.[0]?.mean) }
      })
      return { at, sensors, gaps: [...gaps] }
    }),
    answers(QUERIES.sensorSeries, async ({ params, query, reach }) => {
      const { sensor, ended } = find(params.id, reach)
      const kind: SensorKind | undefined = SENSOR_KINDS[sensor.kind as keyof typeof SENSOR_KINDS]
      const value = query.value ?? kind?.primary ?? ''
      const known = [...Object.keys(kind?.quantities ?? {}), ...(kind?.index === undefined ? [] : ['index'])]
      if (!known.includes(value)) throw new Problem('unknownValue', { name: 'value', allowed: known.join(', ') })
      return { ...(await seriesOf(store, { source: sensorSource(sensor.id), value, ...timeRange(query) })), ended }
    }),
  ]
}
