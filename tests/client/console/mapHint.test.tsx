// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { HintOf } from '../../../client/console/map/HintOf.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { hoveredNow, MapHint } from '../../../client/map/MapHint.tsx'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = 1_795_000_000_000
const units = UNIT_TREES['2021']

beforeAll(startI18n)
afterEach(cleanup)

function said(layer: string, id: string, picture: Parameters<typeof renderScreen>[1] = {}): string {
  const hint = <HintOf picked={{ layer, id }} units={units} kpi="onTimeRate" />
  return renderScreen(hint, { now: NOW, ...picture }).container.textContent
}

describe('the hint of a thing on the map', () => {
  it('says of a commune its name, figure and state; of one without a figure that it has none', () => {
    expect(said('communes', '31117')).toMatch(/^P\. Cái Khế/)
    expect(document.body.textContent).toContain('Đúng hạn: –')
    expect(document.body.textContent).toContain('Chưa thể đánh giá')
  })

  it('says of a sensor what it measures, the limit it has reached, and its age', () => {
    const sensor = {
      id: 'TV-1',
      kind: 'waterLevel',
      name: 'Trạm Cần Thơ',
      commune: '31135',
      lng: 105.78,
      lat: 10.05,
      everyMs: 60_000,
      simulated: true,
    }
    const reading = {
      id: 'TV-1',
      status: 'online' as const,
      at: NOW - 5_000,
      receivedAt: NOW,
      values: [2.05],
      index: null,
      retained: false,
    }
    const words = said('sensors', 'TV-1', { picture: { sensors: [sensor], readings: [reading] } })
    for (const part of ['Trạm Cần Thơ', 'Mực nước: 2,05', 'Báo động', '5 giây trước']) expect(words).toContain(part)
  })

  it('says of an alert its title and severity, and nothing of what is gone', () => {
    const picture = { alerts: [alertRow('a', { severity: 'critical', title: { vi: 'Nước dâng', en: 'Flood' } })] }
    expect(said('alerts', 'a', { picture })).toBe('Nước dângKhẩn cấp')
    cleanup()
    for (const layer of ['alerts', 'sensors', 'cameras', 'elsewhere']) expect(said(layer, 'gone')).toBe('')
  })
})

describe('where it stands', () => {
  it('is where the pointer met the thing, until it meets another or none', () => {
    const first = hoveredNow(undefined, { layer: 'communes', id: 'a' }, 10, 20)
    expect(hoveredNow(first, { layer: 'communes', id: 'a' }, 30, 40)).toBe(first)
    expect(hoveredNow(first, { layer: 'sensors', id: 'a' }, 30, 40)).toMatchObject({ x: 30, y: 40 })
    expect(hoveredNow(first, undefined, 30, 40)).toBeUndefined()
  })

  it('takes no focus, is not read aloud, and Escape closes it', () => {
    const end = vi.fn()
    const hovered = { picked: { layer: 'communes', id: 'a' }, x: 1, y: 1 }
    renderScreen(
      <MapHint hovered={hovered} end={end}>
        words
      </MapHint>,
    )
    expect(screen.getByText('words').getAttribute('aria-hidden')).toBe('true')
    fireEvent.keyDown(document.body, { key: 'a' })
    expect(end).not.toHaveBeenCalled()
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(end).toHaveBeenCalledOnce()
  })
})
