// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { PartInSight } from '../../../client/map/partInSight.ts'
import { SCENES } from '../../../client/scenes/index.ts'
import { frameOf } from '../../../client/wall/frame.ts'
import { StageSides } from '../../../client/wall/Stage.tsx'
import { wallRemPx } from '../../../client/wall/viewing.ts'
import { type Box, DEFAULT_GEOMETRY, panelsOf } from '../../../domain/walls/geometry.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const geometry = { ...DEFAULT_GEOMETRY, columns: 3, rows: 2 }
const size = { width: 2_880, height: 1_080 }
const [leftTop, , rightTop, , middleBelow] = panelsOf(geometry, size)

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response('{"title":"Not found","status":404}', { status: 404 }))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function sidesIn(part: Box | undefined): { readonly left: number; readonly right: number } {
  const scene = SCENES.find(({ id }) => id === 'publicService')
  if (scene === undefined) throw new Error('no such scene')
  const rem = wallRemPx(geometry, size)
  const frame = frameOf(geometry, size, rem, scene.right)
  const { container } = renderScreen(
    <PartInSight value={part}>
      <StageSides {...{ scene, frame, rem }} hasBanner={false} why={undefined} onListed={() => undefined} />
    </PartInSight>,
  )
  const [left, right] = ['.stage__left', '.stage__right'].map((side) => container.querySelectorAll(side).length)
  cleanup()
  return { left: left ?? 0, right: right ?? 0 }
}

it('draws its figures in the windows where they stand; its list, from which the badges on the map follow, in every one', () => {
  expect(sidesIn(undefined)).toEqual({ left: 1, right: 1 })
  expect(sidesIn(leftTop)).toEqual({ left: 1, right: 1 })
  expect(sidesIn(rightTop)).toEqual({ left: 0, right: 1 })
  expect(sidesIn(middleBelow)).toEqual({ left: 0, right: 1 })
})
