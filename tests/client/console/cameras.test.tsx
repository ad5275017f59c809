// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { CamerasPage } from '../../../client/console/devices/CamerasPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Camera } from '../../../domain/cameras/camera.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = Date.parse('2026-11-30T09:41:00+07:00')
const units = UNIT_TREES['2021']

beforeAll(() => {
  startI18n()
  fillDomGaps()
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }))
})
afterEach(cleanup)

const cameras = units.communes.slice(0, 40).map(
  ({ code, name, lng, lat }): Camera => ({
    ...{ id: `MC-${code}`, name: `Camera ${name}`, commune: code, lng, lat, office: name, noticePosted: true },
    ...{ live: null, everyMs: 5_000, simulated: false },
  }),
)
const tiles = () => document.querySelectorAll('.cameras__tile')

it('shows the pictures of 24 cameras, each with the way to its page, and says of how many', () => {
  renderScreen(<CamerasPage unit={undefined} units={units} />, { now: NOW, picture: { cameras } })
  expect(tiles()).toHaveLength(24)
  expect(screen.getByRole('status').textContent).toContain('Đang hiện 24 trong 40 camera')
  expect(tiles()[0]?.querySelector('a')?.getAttribute('href')).toMatch(/^\/camera\/MC-/)
})

it('shows those of the unit in its address, and says so where there is none', () => {
  const [first, last] = [units.communes[0]?.code ?? '', units.communes.at(-1)?.code]
  renderScreen(<CamerasPage unit={first} units={units} />, { now: NOW, picture: { cameras } })
  expect(tiles()).toHaveLength(1)
  cleanup()
  renderScreen(<CamerasPage unit={last} units={units} />, { now: NOW, picture: { cameras } })
  expect(tiles()).toHaveLength(0)
  expect(document.body.textContent).toContain('Ở đây chưa có camera nào')
})
