// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { HintOf } from '../../../client/console/map/HintOf.tsx'
import { PageHead } from '../../../client/console/parts/PageHead.tsx'
import { SearchDialog } from '../../../client/console/search/SearchDialog.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { Figures } from '../../../client/panels/Figures.tsx'
import { bareOfficeName, officeName } from '../../../client/panels/officeName.ts'
import { rankStations } from '../../../client/panels/rankStations.ts'
import { StationList } from '../../../client/panels/StationList.tsx'
import { stationsHeadline } from '../../../client/scenes/headlines/stationsHeadline.ts'
import { englishDeviceName } from '../../../client/ui/englishDeviceName.ts'
import { formatMoment } from '../../../client/ui/format.ts'
import { Name } from '../../../client/ui/Name.tsx'
import { personName } from '../../../client/ui/personName.ts'
import { TitleText } from '../../../client/ui/TitleText.tsx'
import type { Camera } from '../../../domain/cameras/camera.ts'
import { readableName } from '../../../domain/readableName.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import { waterLevel } from '../../../domain/sensors/waterLevel.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = 1_795_000_000_000
const units = UNIT_TREES['2021']
const LONG = 'Ậ'.repeat(120)
const PILED = `Trạm ${'a\u0301'.padEnd(102, '\u0301')}`
const UNSEEN = '\u3164\u3164'

const sensor = (id: string, name: string): Sensor => ({
  ...{ id, kind: 'waterLevel', name, commune: '31117', lng: 105.78, lat: 10.04, everyMs: 60_000, simulated: false },
})
const reading = (id: string, level: number): SensorReading => ({
  ...{ id, status: 'online', at: NOW, receivedAt: NOW, values: [level], index: null, retained: false },
})
const sensors = [sensor('TV-LONG', LONG), sensor('TV-PILED', PILED), sensor('TV-UNSEEN', UNSEEN)]
const picture = { sensors, readings: [reading('TV-LONG', 2.2), reading('TV-PILED', 1), reading('TV-UNSEEN', 1)] }

layOut()
beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false
  }
  return startI18n()
})
afterEach(cleanup)

const marksInARow = (text: string) =>
  Math.max(0, ...[...text.normalize('NFD').matchAll(/\p{M}+/gu)].map(([run]) => [...run].length))

it('of offices, their cameras and simulated people are in the reader’s language, and communes are named in one way', () => {
  const ward = units.communes.find(({ name }) => name === 'Thới Bình')
  const camera = { id: 'MC-1', name: 'Camera', commune: ward?.code ?? '' } as Camera
  expect([officeName(camera, units, 'vi'), officeName(camera, units, 'en')]).toEqual(['P. Thới Bình', 'Thới Bình Ward'])
  expect(bareOfficeName(camera, units)).toBe('Thới Bình')
  const english = (name: string) => englishDeviceName(name, units)
  expect(english('Camera Bộ phận Một cửa P. Thới Bình')).toBe('Camera One-stop office Thới Bình Ward')
  expect(english('Trạm P. Nowhere')).toBe('Trạm P. Nowhere')
  expect(personName('Huỳnh Hữu Uyên (mô phỏng)', 'en')).toBe('Huỳnh Hữu Uyên (simulated)')
  expect(personName('Huỳnh Hữu Uyên (mô phỏng)', 'vi')).toBe('Huỳnh Hữu Uyên (mô phỏng)')
})

describe('names that nobody can read as they came', () => {
  it('are cut short by their place, whole in the hint, and known by their id where they cannot be seen', () => {
    renderScreen(<Name id="TV-UNSEEN">{UNSEEN}</Name>)
    expect(screen.getByText('TV-UNSEEN').className).toBe('name')
    cleanup()
    renderScreen(<Name id="TV-PILED">{PILED}</Name>)
    expect(marksInARow(document.body.textContent)).toBeLessThan(6)
    expect(document.querySelector('.name')?.getAttribute('title')).toBe(PILED)
  })

  it('stand so in hints on the map, in headings and page titles', () => {
    const hint = (id: string) => <HintOf picked={{ layer: 'sensors', id }} units={units} kpi="onTimeRate" />
    expect(renderScreen(hint('TV-UNSEEN'), { now: NOW, picture }).container.querySelector('strong')?.textContent).toBe(
      'TV-UNSEEN',
    )
    cleanup()
    renderScreen(<PageHead units={units} above="31117" heading={readableName(UNSEEN, 'TV-UNSEEN')} />)
    expect(screen.getByRole('heading').textContent).toBe('TV-UNSEEN')
    expect(document.title).toContain('TV-UNSEEN')
  })

  it('stand so in what is searched', async () => {
    renderScreen(<SearchDialog close={() => undefined} />, { picture, now: NOW })
    fireEvent.change(screen.getByRole('combobox'), { target: { value: 'TV' } })
    const found = await screen.findAllByRole('option')
    expect(found.map((option) => option.querySelector('.name')?.textContent)).toEqual(
      expect.arrayContaining([LONG, readableName(PILED, ''), 'TV-UNSEEN']),
    )
  })

  it('stand so on the wall: lists, extremes, headline, captions', () => {
    const { container } = renderScreen(
      <>
        <StationList kinds={['waterLevel']} />
        <Figures
          figures={[
            { of: 'highest', kind: 'waterLevel' },
            { of: 'highWater', gauge: 'TV-LONG' },
          ]}
        />
      </>,
      { picture, now: NOW },
    )
    expect(marksInARow(container.textContent)).toBeLessThan(6)
    expect(container.textContent).not.toContain(UNSEEN)
    const readingOf = (id: string) => picture.readings.find((row) => row.id === id)
    const ranked = rankStations(
      sensors,
      readingOf,
      () => waterLevel,
      NOW,
      ALWAYS_OPEN,
      () => 0,
    )
    expect(String(stationsHeadline(ranked, 'TV-LONG', 'vi', (at) => formatMoment(at, NOW)).values.name)).toHaveLength(
      40,
    )
    const camera = { id: 'MC-1', name: UNSEEN, commune: 'gone' } as Camera
    expect(officeName(camera, units, 'vi')).toBe('MC-1')
  })

  it('stand so in titles of alerts and events', () => {
    const said = (title: string, most?: number) => {
      const { container } = renderScreen(
        <TitleText title={{ vi: title, en: title }} id="event-7" {...(most !== undefined && { most })} />,
      )
      const text = container.textContent
      cleanup()
      return text
    }
    expect(said(UNSEEN)).toBe('event-7')
    expect(marksInARow(said(PILED))).toBeLessThan(6)
    expect(said(LONG)).toBe(LONG)
    expect(said(LONG, 60)).toHaveLength(60)
  })
})
