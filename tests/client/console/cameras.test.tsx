// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { CamerasPage } from '../../../client/console/devices/CamerasPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { CameraPicture } from '../../../client/ui/CameraPicture.tsx'
import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

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

describe('the picture of a camera, for who may not see it', () => {
  const [camera] = cameras as [Camera]
  const view: CameraView = {
    ...{ id: camera.id, status: 'online', frameAt: NOW - 1_000, frozenSince: null, countAt: NOW - 1_000, lagMs: 0 },
    ...{ waiting: 4, counters: 5, countersStaffed: 2, retained: false },
  }
  const show = (reach: readonly string[]) =>
    renderScreen(<CameraPicture camera={camera.id} />, {
      now: NOW,
      picture: { cameras: [camera], cameraViews: [view] },
      session: sessionOf({}, { 'devices.see': ['92'], 'cameras.watch': reach }),
    })

  it('is not asked for, and does not say that it loads; who may is told', () => {
    for (const reach of [[], [cameras[1]?.commune ?? '']]) {
      const { watched } = show(reach)
      expect(document.querySelector('canvas')).toBeNull()
      expect(document.body.textContent).not.toMatch(/tải|Chưa có hình/)
      expect(document.body.textContent).toMatch(/Hình chỉ hiện.*Lãnh đạo, .*Trưởng ca/)
      expect(document.body.textContent).not.toContain('Kiểm tra')
      expect(watched).toEqual([])
      cleanup()
    }
  })

  it('is asked for by who may', () => {
    const { watched } = show([camera.commune])
    expect(document.querySelector('canvas')).not.toBeNull()
    expect(watched).toEqual([camera.id])
  })
})
