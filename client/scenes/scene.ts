import type { KpiId } from '../../domain/kpis/index.ts'
import type { SensorKindId } from '../../domain/sensors/index.ts'
import type { Text } from '../../domain/text.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { type SceneId, WALL_SCENES, type WallScene } from '../../domain/walls/scenes.ts'
import type { PanelUse } from '../panels/index.ts'
import type { HeadlineUse } from './headlines/headline.ts'

/** Panels that say what needs attention. What a ranking numbers is numbered on the map too. */
type AttentionUse = Extract<
  PanelUse,
  {
    panel:
      | 'cameraMosaic'
      | 'cityList'
      | 'communeList'
      | 'directiveList'
      | 'incidentSteps'
      | 'officePictures'
      | 'planList'
      | 'securityList'
      | 'sinceList'
      | 'stationList'
      | 'systemList'
      | 'unitList'
  }
>

/** Where the camera stands. `city` fits every commune of the edition in force, `around` a box, degrees [[west, south], [east, north]]. */
export type SceneView =
  | { readonly is: 'city'; readonly pitch: number; readonly bearing: number }
  | {
      readonly is: 'around'
      readonly bounds: readonly [readonly [number, number], readonly [number, number]]
      readonly pitch: number
      readonly bearing: number
    }
  /** The commune in focus; the city while none is. */
  | { readonly is: 'unit'; readonly pitch: number; readonly bearing: number }

/** What is drawn over the quiet base map. */
export type SceneLayer =
  /** Communes by their distance from a KPI's target; `rise`: those behind stand up by how far they are. */
  | { readonly layer: 'communes'; readonly kpi: KpiId; readonly rise: boolean }
  /** The same by the objective of the plan that the answer is about, or the first of its list that communes report. */
  | { readonly layer: 'planCommunes'; readonly rise: boolean }
  | { readonly layer: 'offices' }
  | { readonly layer: 'stations'; readonly kinds: readonly SensorKindId[] }
  /** The worst open alert of each commune; `over` another layer that draws the communes. */
  | { readonly layer: 'alerts'; readonly over?: true }
  /** The incident in focus, where it happened. */
  | { readonly layer: 'incident' }

/** A page of the wall, as data: what it asks, where the camera stands, what is drawn, which panels answer. */
export interface Scene {
  readonly id: SceneId
  /** For the scene dots; at most 18 characters. */
  readonly name: Text
  /** What answers it, computed. */
  readonly headline: HeadlineUse
  /** What this scene answers: at most nine words of English, twelve syllables of Vietnamese. */
  readonly question: Text
  /** Over which time its figures are taken. */
  readonly period: 'now' | 'day' | 'month' | 'year'
  /** It shows one thing, which its address names: it is called, and never turned to. */
  readonly isFocus?: true
  /** It is called, or chosen: by itself no wall turns to it. */
  readonly isCalled?: true
  readonly view: SceneView
  /** Where it stands in an edition whose city asks for another place. */
  readonly viewIn?: Readonly<Partial<Record<Edition, SceneView>>>
  /** Where it stands while something of its list lies outside of where it stands otherwise: what is wrong is where one looks. */
  readonly viewWide?: SceneView
  /** None: the scene has no map. */
  readonly layers: readonly SceneLayer[]
  /** At the left, from the top: the city's own figures. */
  readonly panels: readonly PanelUse[]
  /** At the right: what needs attention. */
  readonly attention: AttentionUse
  /** `pictures` are laid over whole panels; a `mosaic`, or one `picture` as large as can be, stands in place of the map. */
  readonly right: 'list' | 'pictures' | 'mosaic' | 'picture'
  /** How long it stays, ms: at least as long as it takes to read (`readingMs`). */
  readonly dwellMs: number
}

/** What `WALL_SCENES` says of a scene: hub and console know that much of it. */
export function declaredScene(id: SceneId): Pick<Scene, 'id' | 'name' | 'dwellMs' | 'isFocus' | 'isCalled'> {
  const { name, dwellMs, focus, isCalled }: WallScene = WALL_SCENES[id]
  return { id, name, dwellMs, ...(focus !== null && { isFocus: true }), ...(isCalled && { isCalled }) }
}
