// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { ConnectionState } from '../../../client/live/connection.ts'
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

function show(
  boxes: number,
  focus?: string,
  views = cameras.map((camera) => viewOf(camera, NOW - 1_000)),
  line?: ConnectionState,
) {
  const box = { left: 0, top: 0, right: 240, bottom: 135 }
  const large = { left: 0, top: 0, right: 720, bottom: 405 }
  return renderScreen(
    <FocusCamera value={focus}>
      <RoomContext value={roomOf([large, ...Array(boxes - 1).fill(box)], 16)}>
        <CameraMosaic />
      </RoomContext>
    </FocusCamera>,
    { now: NOW, picture: { cameras, cameraViews: views }, ...(line && { line }) },
  )
}
const tiles = () => [...document.querySelectorAll('.mosaic__tile')]

it('shows 24 of 40 cameras and says how many others there are', () => {
  show(30)
  expect(tiles()).toHaveLength(24)
  expect(document.body.textContent).toContain('và 16 camera khác')
})

it('says in a box of its own how many others there are, not under a picture', () => {
  show(24)
  expect(tiles()).toHaveLength(23)
  expect(document.querySelector('.mosaic__more')?.textContent).toMatch(/và 17 camera khác$/)
  expect(tiles().some((tile) => tile.textContent?.includes('camera khác'))).toBe(false)
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

it('says that a picture is on its way, and hatches it no more than one that is well', () => {
  const silent = cameras[7] as Camera
  show(
    2,
    undefined,
    cameras.map((camera) =>
      camera === silent ? viewOf(camera, NOW - 1_000, NOW - 720_000) : viewOf(camera, NOW - 1_000),
    ),
  )
  const [frozen] = tiles()
  expect(frozen?.querySelector('.camera-picture')?.getAttribute('data-coming')).toBe('false')
  expect(frozen?.textContent).not.toContain('đang tải hình')
  cleanup()
  show(1, cameras[3]?.id)
  expect(tiles()[0]?.querySelector('.camera-picture')?.getAttribute('data-coming')).toBe('true')
  expect(tiles()[0]?.textContent).toContain('đang tải hình')
})

it('says of a trouble of yesterday how long ago it was, not the hour alone', () => {
  const views = (since: number) => cameras.map((camera) => viewOf(camera, NOW - 1_000, since))
  show(3, undefined, views(NOW - 10 * 3_600_000))
  expect(tiles()[1]?.textContent).not.toContain('từ 23:41')
  expect(tiles()[1]?.textContent).toContain('10 giờ')
  cleanup()
  show(3, undefined, views(NOW - 720_000))
  expect(tiles()[1]?.textContent).toContain('từ 09:29')
})

it('has pictures that need a look before full halls, and says of a still of when it is, not that it is live', () => {
  const [full, lost, frozen] = [3, 20, 30].map((place) => cameras[place] as Camera)
  show(
    24,
    undefined,
    cameras.map((camera) =>
      camera === full
        ? { ...viewOf(camera, NOW - 1_000), waiting: 60 }
        : camera === lost
          ? { ...viewOf(camera, NOW - 3_600_000), status: 'offline', countAt: NOW - 3_600_000 }
          : viewOf(camera, NOW - 1_000, camera === frozen ? NOW - 720_000 : null),
    ),
  )
  const states = tiles().map((tile) => tile.querySelector('.camera-picture')?.getAttribute('data-state'))
  expect(states.slice(0, 3)).toEqual(['frozen', 'lost', 'live'])
  expect(tiles()[2]?.textContent).toContain('60 chờ')
  expect(tiles()[0]?.querySelector('.camera-tile__waiting')?.getAttribute('data-doubtful')).toBe('true')
  cleanup()
  show(1, cameras[7]?.id)
  expect(tiles()[0]?.textContent).toMatch(/Hình mới 09:40:59/)
  expect(tiles()[0]?.textContent).not.toContain('rực tiếp')
})

it('makes no picture younger when the hub is lost: one frozen or lost before stays so, and since then', () => {
  const [frozen, lost] = [3, 20].map((place) => cameras[place] as Camera)
  const cutAt = NOW - 30_000
  show(
    3,
    undefined,
    cameras.map((camera) =>
      camera === lost
        ? { ...viewOf(camera, NOW - 3_600_000), status: 'offline', countAt: NOW - 3_600_000 }
        : viewOf(camera, cutAt - 1_000, camera === frozen ? NOW - 28 * 60_000 : null),
    ),
    { is: 'lost', since: cutAt },
  )
  expect(tiles()[0]?.textContent).toMatch(/Hình bị treo28 phút trước· nay chưa rõ/)
  expect(tiles()[1]?.textContent).toMatch(/Mất kết nốitừ 08:41· nay chưa rõ/)
  expect(document.body.textContent).not.toContain('giây trước')
  cleanup()
  show(
    1,
    cameras[7]?.id,
    cameras.map((camera) => viewOf(camera, cutAt - 1_000)),
    { is: 'lost', since: cutAt },
  )
  expect(tiles()[0]?.textContent).toMatch(/Chưa rõ tình trạng31 giây trước/)
})
