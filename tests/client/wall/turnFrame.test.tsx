// @vitest-environment jsdom
import { cleanup, waitFor } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import WallPage from '../../../client/wall/WallPage.tsx'
import { renderScreen } from '../../support/renderScreen.tsx'
import { takeOf, wallState } from '../../support/wallState.ts'

// There is no graphics processor here, and what stands around the map is looked at alone.
vi.mock('../../../client/map/CityMap.tsx', () => ({ CityMap: () => null }))

const NOW = Date.parse('2026-11-30T09:12:00+07:00')

beforeAll(() => {
  startI18n()
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  globalThis.matchMedia ??= () => new EventTarget() as MediaQueryList
})
beforeEach(() => Object.assign(window, { innerWidth: 3_840, innerHeight: 1_620 }))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

it('the alerts of a wall whose next scene leaves them their box are not laid out anew as it turns, whatever stands at its side', async () => {
  const measured: Element[] = []
  const measure = Element.prototype.getBoundingClientRect
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    measured.push(this)
    return measure.call(this)
  })
  const ofTicker = () => measured.filter((each) => each.closest('.ticker') !== null)
  const shown = () => document.querySelector('main.wall')?.getAttribute('data-scene')
  const page = renderScreen(
    <Routes>
      <Route path="/wall/:name?" element={<WallPage />} />
    </Routes>,
    {
      picture: { wallStates: [wallState([takeOf()], { at: NOW })], alerts: [] },
      path: '/wall/phong-hop?columns=4&rows=3',
      now: NOW,
    },
  )
  await waitFor(() => expect(shown()).toBe('water'))
  expect(ofTicker(), 'as the wall begins').not.toHaveLength(0)
  measured.length = 0
  page.tell('wallStates', [wallState([takeOf(), takeOf({ scene: 'oneStop' })], { at: NOW })])
  await waitFor(() => expect(shown()).toBe('oneStop'))
  expect(ofTicker(), 'as it turns').toHaveLength(0)
})
