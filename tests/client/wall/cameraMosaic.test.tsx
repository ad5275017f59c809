// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { CameraMosaic } from '../../../client/panels/CameraMosaic.tsx'
import { FocusCamera } from '../../../client/panels/focus.ts'
import { RoomContext, roomOf } from '../../../client/panels/room.ts'
import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = Date.parse('2026-11-30T09:41:00+07:00')
const { communes } = UNIT_TREES['2021']

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
afterEach(cleanup)

const cameras = communes.slice(0, 40).map(
  ({ code, name, lng, lat }): Camera => ({
    ...{ id: `MC-${code}`, name: `Camera ${name}`, commune: code, lng, lat, office: name, noticePosted: true },
    ...{ live: null, everyMs: 5_000, simulated: false, misplaced: null },
  }),
)
const viewOf = ({ id }: Camera, frameAt: number | null, frozenSince: number | null = null): CameraView => ({
  ...{ id, status: 'online', frameAt, frozenSince, countAt: NOW - 1_000, lagMs: 0 },
  ...{ waiting: 4, counters: 5, countersStaffed: 2, retained: false },
})

function show(boxes: number, focus?: string, views = cameras.map((camera) => viewOf(camera, NOW - 1_000))) {
  const box = { left: 0, top: 0, right: 240, bottom: 135 }
  const large = { left: 0, top: 0, right: 720, bottom: 405 }
  return renderScreen(
    <FocusCamera value={focus}>
      <RoomContext value={roomOf([large, ...Array(boxes - 1).fill(box)], 16)}>
        <CameraMosaic />
      </RoomContext>
    </FocusCamera>,
    { now: NOW, picture: { cameras, cameraViews: views } },
  )
}
const tiles = () => [...document.querySelectorAll('.mosaic__tile')]

it('shows 24 of 40 cameras and says how many others there are', () => {
  show(30)
  expect(tiles()).toHaveLength(24)
  expect(document.body.textContent).toContain('và 16 camera khác')
})

it('begins with what needs a look: a frozen picture, and says of each how old it is', () => {
  const old = cameras[30] as Camera
  show(
    24,
    undefined,
    cameras.map((camera) =>
      camera === old ? viewOf(camera, NOW - 1_000, NOW - 720_000) : viewOf(camera, NOW - 1_000),
    ),
  )
  expect(tiles()[0]?.textContent).toContain('Hình bị treo')
  expect(tiles()[0]?.textContent).toContain('12 phút')
  expect(tiles()[1]?.querySelector('.camera-picture')?.getAttribute('data-state')).toBe('live')
})

it('shows the camera in focus alone, and says when there is none of that name', () => {
  show(1, cameras[7]?.id)
  expect(tiles()).toHaveLength(1)
  expect(document.body.textContent).not.toContain('camera khác')
  cleanup()
  show(1, 'MC-nowhere')
  expect(tiles()).toHaveLength(0)
  expect(document.body.textContent).toContain('Không có camera này')
})
