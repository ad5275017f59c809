// @vitest-environment jsdom
import { cleanup, waitFor } from '@testing-library/react'
import { type ComponentType, createElement } from 'react'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { FocusIncident } from '../../../client/panels/focusIncident.ts'
import { PANELS } from '../../../client/panels/index.ts'
import { SCENES } from '../../../client/scenes/index.ts'
import { WallHead } from '../../../client/wall/WallHead.tsx'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { openedIncident } from '../../support/incident.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
  // Panels show as many rows as have room: here there is room for all.
  document.documentElement.style.fontSize = '10px'
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(4_000)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(4_000)
})
afterAll(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})
afterEach(cleanup)

const sensors = Object.keys(SENSOR_KINDS).map(
  (kind): Sensor => ({
    id: kind,
    kind,
    name: kind,
    commune: '31135',
    lng: 105,
    lat: 10,
    everyMs: 60_000,
    simulated: true,
  }),
)

it.each(SCENES.map((scene) => [scene.id, scene] as const))('headings of scene %s skip no level', async (_, scene) => {
  fakeHub({ queries: { '/walls/incidents/SV-1': () => openedIncident() } })
  const { container } = renderScreen(
    <FocusIncident value="SV-1">
      <main>
        <WallHead scene={scene} />
        {[...scene.panels, scene.attention].map(({ panel, ...props }) =>
          createElement(PANELS[panel] as ComponentType<object>, { key: panel, ...props }),
        )}
      </main>
    </FocusIncident>,
    { picture: { sensors, kpis: [], plan: [], cameras: [], links: [], sources: [], alerts: [], quarantine: [] } },
  )
  const levelsNow = () =>
    [...container.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName.slice(1)))
  await waitFor(() => expect(levelsNow().length).toBeGreaterThan(2))
  const levels = levelsNow()
  expect(levels[0]).toBe(1)
  levels.slice(1).forEach((level, i) => {
    expect(level, `${levels}`).toBeLessThanOrEqual((levels[i] as number) + 1)
  })
})

it('a month is told as its days, and on the first of them as that day', () => {
  const scene = SCENES.find(({ period }) => period === 'month')
  if (scene === undefined) throw new Error('no scene tells a month')
  fakeHub({ queries: {} })
  for (const [now, said] of [
    ['2026-12-02T08:00:00+07:00', 'Từ 01/12/2026 đến 02/12/2026'],
    ['2026-12-01T08:00:00+07:00', 'Hôm nay, 01/12/2026'],
  ] as const) {
    const { container, unmount } = renderScreen(<WallHead scene={scene} />, { now: Date.parse(now) })
    expect(container.querySelector('.wall-head__period')?.textContent).toBe(said)
    unmount()
  }
})
