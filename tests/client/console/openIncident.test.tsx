// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { FrozenValue } from '../../../client/console/incidents/IncidentPage.tsx'
import { OpenDialog } from '../../../client/console/incidents/OpenIncident.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

// The library of charts asks when it is loaded.
vi.hoisted(() => {
  globalThis.matchMedia ??= (() => Object.assign(new EventTarget(), { matches: false })) as never
})

beforeAll(() => {
  fillDomGaps()
  startI18n()
})
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

it.each([
  ['vi', 'Điểm 10,0641°\u00a0B, 105,7822°\u00a0Đ'],
  ['en', 'Point 10.0641°\u00a0N, 105.7822°\u00a0E'],
])('says a point of the map as every place is written, in %s', async (language, said) => {
  await i18next.changeLanguage(language)
  fakeHub({ queries: { '/sops': () => ({ sops: [] }) } })
  const from = { is: 'point' as const, lng: 105.78215, lat: 10.06412 }
  renderScreen(<OpenDialog units={UNIT_TREES['2021']} from={from} close={() => undefined} />)
  expect((await screen.findByText(/^(Điểm|Point) /)).textContent).toBe(said)
})

it('says of what a camera counted that it was people', () => {
  const figure = {
    ...{ is: 'camera' as const, id: 'MC-1', title: { vi: '', en: '' }, rule: null, severity: null, value: 2 },
    ...{ limit: null, evidence: [], at: 0, simulated: false },
  }
  expect(renderScreen(<FrozenValue figure={figure} />).container.textContent).toBe('2\u202fngười')
})
