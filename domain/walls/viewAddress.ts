import { FOCUS_KINDS, Focus, WallFilter } from './wallState.ts'

/** What of which scene is shown. */
export interface SceneView {
  readonly scene: string
  readonly focus: Focus
  readonly filter: WallFilter
  /** A past moment, epoch ms; null: now. */
  readonly moment: number | null
}

/** All of a scene that is about the city, as it is now. */
export const WHOLE_VIEW: SceneView = { scene: '', focus: {}, filter: {}, moment: null }

/** Of two that show the same of the same scene it is the same. */
export function viewKey({ scene, focus, filter, moment }: SceneView): string {
  const { unit = null, kind = null, severity = null } = filter
  return JSON.stringify([scene, FOCUS_KINDS.map((each) => focus[each] ?? null), unit, kind, severity, moment])
}

/** A view as parameters of a wall's address; what is not said is left out. */
export function viewInAddress({ scene, focus, filter, moment }: SceneView): Readonly<Record<string, string>> {
  const said = {
    scene,
    ...focus,
    only: filter.unit,
    kind: filter.kind,
    severity: filter.severity,
    at: moment === null ? undefined : String(moment),
  }
  return Object.fromEntries(Object.entries(said).filter((each): each is [string, string] => each[1] !== undefined))
}

/** What an address shows; what it says wrongly is passed over. @param get a parameter, null where there is none */
export function viewOfAddress(get: (name: string) => string | null): SceneView {
  const said = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([name, parameter]) => {
        const text = get(parameter)?.trim() ?? ''
        return text === '' ? [] : [[name, text]]
      }),
    )
  const focus = Focus.safeParse(said(Object.fromEntries(FOCUS_KINDS.map((kind) => [kind, kind]))))
  const filter = WallFilter.safeParse(said({ unit: 'only', kind: 'kind', severity: 'severity' }))
  const at = Number(get('at') ?? Number.NaN)
  return {
    scene: get('scene') ?? '',
    focus: focus.success ? focus.data : {},
    filter: filter.success ? filter.data : {},
    moment: Number.isSafeInteger(at) && at > 0 ? at : null,
  }
}
