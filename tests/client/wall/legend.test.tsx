// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { alertMarks } from '../../../client/map/layers/alertMarks.ts'
import { cameraMarks } from '../../../client/map/layers/cameraMarks.ts'
import { SHAPES, SURE } from '../../../client/map/layers/markLayer.ts'
import { sensorColumns, sensorMarks } from '../../../client/map/layers/sensorMarks.ts'
import { SENSOR_SHAPES } from '../../../client/map/layers/sensorShapes.ts'
import { DARK } from '../../../client/map/palette.ts'
import { SCENES } from '../../../client/scenes/index.ts'
import { SceneLegend } from '../../../client/scenes/SceneLegend.tsx'
import type { Scene, SceneLayer } from '../../../client/scenes/scene.ts'
import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import type { HallTrouble } from '../../../domain/cameras/hallTrouble.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import type { SensorKindId } from '../../../domain/sensors/index.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

afterEach(cleanup)
const NOW = 1_800_000_000_000
const DAY_MS = 86_400_000

const nameOfShape = (shape: number) => Object.entries(SHAPES).find(([, number]) => number === shape)?.[0]
/** A tone by its colour; what is only information has the colour of calm. */
const toneOf = (color: readonly number[]) =>
  Object.entries(DARK.marks).find(([, own]) => own.join() === [...color].join())?.[0]

/** `shape tone sure` of every mark that a legend shows. */
function shownBy(scene: Scene): Set<string> {
  const { container } = renderScreen(<SceneLegend scene={scene} />, {})
  return new Set([...container.querySelectorAll('[data-mark]')].map((mark) => mark.getAttribute('data-mark') ?? ''))
}

interface MarkProps {
  readonly data: readonly unknown[]
  readonly getShape: (mark: unknown) => number
  readonly getSure: number | ((mark: unknown) => number)
  readonly getFillColor: (mark: unknown) => readonly number[]
}
function drawnBy(layer: { readonly props: object } | undefined): string[] {
  const { data, getShape, getSure, getFillColor } = (layer as { readonly props: object }).props as MarkProps
  return data.map((mark) => {
    const sure = typeof getSure === 'function' ? getSure(mark) : getSure
    return `${nameOfShape(getShape(mark))} ${toneOf(getFillColor(mark))} ${sure}`
  })
}

/** All shapes (0), tones (1) or fillings (2) among marks. */
function all(marks: readonly string[], place: number): string[] {
  return [...new Set(marks.map((mark) => mark.split(' ')[place] ?? ''))].toSorted()
}

const camera = (id: string): Camera =>
  ({ id, name: id, commune: '31135', lng: 105.7, lat: 10, office: id, everyMs: 60_000, simulated: true }) as Camera
const view = (id: string, more: Partial<CameraView>): CameraView =>
  ({ id, status: 'online', frameAt: NOW, frozenSince: null, retained: false, ...more }) as CameraView

/** Cameras in every state; those that count also with every trouble of their office. */
function officeMarks(troubles: readonly (HallTrouble | undefined)[]): string[] {
  const states = {
    live: {},
    stale: { frameAt: NOW - 200_000 },
    frozen: { frozenSince: NOW - DAY_MS },
    noPicture: { frameAt: NOW - DAY_MS, countAt: NOW },
    lost: { status: 'offline', frameAt: NOW - DAY_MS },
  } as const satisfies Record<string, Partial<CameraView>>
  return troubles.flatMap((trouble) =>
    Object.entries(states).flatMap(([state, more]) => {
      const isCounted = state === 'live' || state === 'noPicture'
      if (trouble !== undefined && !isCounted) return []
      const [marks] = cameraMarks({
        cameras: new Map([[state, camera(state)]]),
        views: new Map([[state, view(state, more)]]),
        now: NOW,
        reception: ALWAYS_OPEN,
        ...(trouble !== undefined && { attention: new Map([[state, trouble]]) }),
      })
      return drawnBy(marks)
    }),
  )
}

function stationShapes(kinds: readonly SensorKindId[]): string[] {
  // All of them at one point: a mark that stands for several kinds.
  const sensors = kinds.map(
    (kind): Sensor => ({
      ...{ id: kind, kind, name: kind, commune: '31135', lng: 105.7, lat: 10, everyMs: 60_000, simulated: true },
    }),
  )
  const each = sensors.map((sensor) => new Map([[sensor.id, sensor]]))
  return [...each, new Map(sensors.map((sensor) => [sensor.id, sensor]))].map((map) =>
    String(nameOfShape(sensorColumns(map, new Map(), NOW, ALWAYS_OPEN, DARK, 10).attributes.getShape.value[0] ?? -1)),
  )
}

const withLayer = (layer: SceneLayer['layer']) =>
  SCENES.filter(({ layers }) => layers.some((one) => one.layer === layer))

describe('the legend of a scene', () => {
  it.each(withLayer('offices'))('$id: shows every mark of an office at peace, and every one of trouble', (scene) => {
    const shown = [...shownBy(scene)]
    expect(shown).toEqual(expect.arrayContaining(officeMarks([undefined])))
    const drawn = officeMarks([undefined, 'crowded', 'unstaffed', 'closed'])
    expect(shown).toEqual(expect.arrayContaining(drawn.filter((mark) => mark.endsWith(` ${SURE.live}`))))
    // Whose picture is old is hatched in whatever colour its trouble has.
    for (const tone of all(drawn, 1)) expect(shown.some((mark) => mark.endsWith(`${tone} ${SURE.stale}`))).toBe(true)
    for (const place of [0, 1, 2]) expect(all(shown, place)).toEqual(all(drawn, place))
  })

  it.each(withLayer('stations'))('$id: tells what a count beside a mark says', (scene) => {
    const sensors = ['one', 'two'].map(
      (id): Sensor => ({
        ...{ id, kind: 'rain', name: id, commune: '31135', lng: 105.7, lat: 10, everyMs: 60_000, simulated: true },
      }),
    )
    const layers = sensorMarks({
      ...{ sensors: new Map(sensors.map((sensor) => [sensor.id, sensor])), readings: new Map(), now: NOW },
      ...{ reception: ALWAYS_OPEN, zoom: 10 },
    })
    const [, counts] = layers
    const { data, getText } = (counts as { readonly props: object }).props as {
      readonly data: readonly unknown[]
      readonly getText: (count: unknown) => string
    }
    const [count = ''] = data.map(getText)
    // A bare number is one of the list's.
    expect(count).not.toMatch(/^\d+$/)
    const { container } = renderScreen(<SceneLegend scene={scene} />, {})
    expect([...container.querySelectorAll('li')].some(({ textContent }) => textContent?.startsWith(count))).toBe(true)
  })

  it.each(withLayer('alerts'))('$id: shows every mark that its alerts can have', (scene) => {
    const places = (['info', 'minor', 'major', 'critical'] as const).map((severity) => ({
      ...{ id: severity, severity, lng: 105.7, lat: 10 },
    }))
    expect([...shownBy(scene)]).toEqual(expect.arrayContaining(drawnBy(alertMarks({ places })[0])))
  })

  it.each(withLayer('stations'))('$id: shows every shape, tone and filling that its stations can have', (scene) => {
    const kinds = scene.layers.flatMap((layer) => (layer.layer === 'stations' ? layer.kinds : []))
    const shown = [...shownBy(scene)]
    expect(all(shown, 0)).toEqual([...new Set(stationShapes(kinds))].toSorted())
    expect(all(shown, 0)).toEqual(expect.arrayContaining(kinds.map((kind) => SENSOR_SHAPES[kind])))
    expect(all(shown, 1)).toEqual(['calm', 'critical', 'major', 'minor'])
    expect(all(shown, 2)).toEqual(Object.values(SURE).map(String).toSorted())
  })
})

it('says of every look that a segment of the ring of systems has what it says, and of grey what it says elsewhere', () => {
  startI18n()
  for (const scene of SCENES) {
    const { container } = renderScreen(<SceneLegend scene={scene} />, {})
    const ring = [...container.querySelectorAll('[data-tone="heard"], [data-tone="well"], [data-tone="unknown"]')]
    expect(
      ring.map((swatch) => swatch.parentElement?.textContent),
      scene.id,
    ).toEqual(scene.id === 'systems' ? ['tốt, vừa nhận tin', 'tốt', 'chưa rõ'] : [])
    cleanup()
  }
})
