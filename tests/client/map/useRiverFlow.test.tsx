// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { createQueryClient } from '../../../client/live/api.ts'
import { LiveContext } from '../../../client/live/LiveContext.ts'
import type { LiveClient } from '../../../client/live/liveClient.ts'
import { useFlowText } from '../../../client/map/flow/useFlowText.ts'
import { useRiverFlow } from '../../../client/map/flow/useRiverFlow.ts'
import { drawnSpeed } from '../../../client/map/flow/wayOf.ts'
import type { Geography } from '../../../client/map/geography.ts'
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'

const BEGIN = Date.UTC(2026, 10, 29, 3)
const course = [
  [105.4, 10.4],
  [105.787, 10.053],
  [105.9, 9.9],
]
const nothing = { type: 'FeatureCollection', features: [] } as const
const geography = {
  edition: '2021',
  communes: nothing,
  districts: nothing,
  neighbours: nothing,
  water: nothing,
  roads: nothing,
  waterways: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { id: 'hau', name: 'Hậu' },
        geometry: { type: 'LineString', coordinates: course },
      },
    ],
  },
  basemap: null,
  boundaries: 'schematic',
} as unknown as Geography

const GAUGES = [
  { id: 'A', name: 'Trạm A', lng: 105.7, lat: 10.131 },
  { id: 'B', name: 'Trạm B', lng: 105.787, lat: 10.053 },
  { id: 'C', name: 'Trạm C', lng: 105.84, lat: 9.981 },
]
const levelAt = (at: number) => Math.cos((2 * Math.PI * (at - BEGIN)) / (12.42 * HOUR_MS))

let now = BEGIN
const ticks = new Set<() => void>()
const connection = { is: 'live', since: 0 }
const live = {
  ticker: {
    now: () => now,
    onTick(listener: () => void) {
      ticks.add(listener)
      return () => ticks.delete(listener)
    },
  },
  connection: () => connection,
  onConnection: () => () => undefined,
} as unknown as LiveClient

/** The hub: gauges that spoke last at the beginning, and their past. */
function answer(address: string): object {
  if (address.includes('/series')) {
    const [from, to] = ['from', 'to'].map((name) => Number(new URL(address, 'http://hub').searchParams.get(name)))
    const buckets = []
    for (let at = from ?? 0; at < Math.min(to ?? 0, BEGIN); at += 10 * MINUTE_MS)
      buckets.push({ at, mean: levelAt(at) })
    return { bucketMs: 10 * MINUTE_MS, buckets }
  }
  const sensors = GAUGES.map((gauge) => ({
    sensor: { ...gauge, kind: 'waterLevel', commune: '31117', everyMs: 10_000, simulated: true },
    reading: { id: gauge.id, status: 'online', at: BEGIN, receivedAt: BEGIN, values: [levelAt(BEGIN)], index: null },
  }))
  return { sensors }
}

beforeEach(() => {
  now = BEGIN
  vi.stubGlobal('fetch', async (address: string) => new Response(JSON.stringify(answer(address)), { status: 200 }))
})
afterEach(() => vi.unstubAllGlobals())

it('models the flow from three gauges, and says which are silent when nothing new is heard of them', async () => {
  const queries = createQueryClient()
  const { result } = renderHook(() => useRiverFlow(geography), {
    wrapper: ({ children }) => (
      <QueryClientProvider client={queries}>
        <LiveContext value={live}>{children}</LiveContext>
      </QueryClientProvider>
    ),
  })
  await waitFor(() => expect(result.current).toMatchObject({ is: 'modelled', gauges: 3 }))
  act(() => {
    now = BEGIN + 5 * MINUTE_MS
    for (const tick of ticks) tick()
  })
  await waitFor(() => expect(result.current).toMatchObject({ is: 'unknown', because: 'stale' }))
})

it('says why the flow is not known where the river is asked about, and what its strokes mean wherever they are drawn', () => {
  startI18n()
  const says = (flow: Parameters<typeof useFlowText>[0], isAsked: boolean) =>
    renderHook(() => useFlowText(flow, isAsked)).result.current
  const unknown = { is: 'unknown', because: 'stale', gauge: 'Trạm A' } as const
  const modelled = { is: 'modelled', speed: 0.4, uncertainty: 0.1, gauges: 3 } as const
  expect(says(unknown, true)).toContain('Trạm A')
  expect(says(unknown, false)).toBeUndefined()
  expect(says(modelled, false)).toBe(says(modelled, true))
  expect(says(modelled, false)).toContain('mô hình')
})

it('tells and draws no way that the model may as well have wrong', () => {
  startI18n()
  const says = (speed: number, uncertainty: number) =>
    renderHook(() => useFlowText({ is: 'modelled', speed, uncertainty, gauges: 3 }, true)).result.current
  const drawn = (speed: number, uncertainty: number) => drawnSpeed({ speed, uncertainty })
  expect(says(0.1, 0.6)).toContain('gần như đứng, chưa rõ chiều')
  expect(says(-0.5, 0.6)).toContain('Chưa rõ sông chảy xuôi hay ngược')
  expect(says(-0.5, 0.2)).toContain('chảy ngược 0,5')
  expect(says(0.5, 0.2)).toContain('chảy xuôi 0,5')
  expect([drawn(0.1, 0.6), drawn(-0.5, 0.6), drawn(0.01, 0.01)]).toEqual([0, 0, 0])
  expect([drawn(-0.5, 0.2), drawn(0.5, 0.2)]).toEqual([-0.5, 0.5])
})
