// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { SystemRail } from '../../../client/console/systems/SystemRail.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { type SystemLine, systemLines } from '../../../client/panels/systemHealth.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = 1_795_000_000_000
const nothing = { sources: new Map(), links: new Map(), retired: new Map(), cameras: new Map(), cameraViews: new Map() }
const lines = systemLines({
  ...nothing,
  ...{ units: UNIT_TREES['2021'], alerts: [], quarantine: [], hub: undefined, now: NOW, reception: ALWAYS_OPEN },
})
const portal = lines.find(({ id }) => id === 'portal') as SystemLine

beforeAll(startI18n)
afterEach(cleanup)

const said = (begunOn: string | null | undefined) =>
  renderScreen(<SystemRail line={portal} begunOn={begunOn} />, { now: NOW }).container.textContent

it('says since when a system is in use, and what that means for the days before', () => {
  const text = said('2026-03-02')
  expect(text).toContain('Đưa vào sử dụng02/03/2026')
  expect(text).toContain('Các ngày trước đó không đơn vị nào phải gửi số liệu')
})

it('says nothing of it while nobody has said, or the hub has not answered', () => {
  for (const begunOn of [null, undefined]) {
    expect(said(begunOn)).not.toContain('Đưa vào sử dụng')
    cleanup()
  }
})
