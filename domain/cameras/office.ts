import { cameraSource } from '../sourceId.ts'
import { type Camera, type CameraView, countAsOf } from './camera.ts'

/** A one-stop office and the cameras that look at its hall. */
export interface Office {
  /** Of the first of its cameras, by id. */
  readonly id: string
  /** As its cameras announced it; else the camera's own name. */
  readonly name: string
  /** Commune code in the hub's edition. */
  readonly commune: string
  /** By id; at least one. */
  readonly cameras: readonly Camera[]
}

/** Cameras that announce the same office of a commune look at one hall. One that announces none looks at a hall of its own. */
export function officesOf(cameras: Iterable<Camera>): Office[] {
  const halls = new Map<string, [Camera, ...Camera[]]>()
  for (const camera of cameras) {
    const key = officeKey(camera)
    const known = halls.get(key)
    if (known === undefined) halls.set(key, [camera])
    else known.push(camera)
  }
  return [...halls.values()].map((own) => {
    const [first] = own.sort((a, b) => (a.id < b.id ? -1 : 1))
    return { id: first.id, name: first.office ?? first.name, commune: first.commune, cameras: own }
  })
}

/** However it is written: spaces and capitals tell no two offices apart. */
function officeKey({ id, commune, office }: Camera): string {
  const written = office?.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
  return written === undefined || written === '' ? cameraSource(id) : `office/${commune}/${written}`
}

/** Numbers that a camera counts in a hall; null where it does not say. */
export type HallCount = Pick<CameraView, 'waiting' | 'counters' | 'countersStaffed'>

/**
 * What several cameras count in one hall: of each number the greatest. They see the same people from two sides, so nothing is added up, and
 * each may miss some.
 */
function togetherInHall(counts: readonly HallCount[]): HallCount {
  return {
    waiting: greatest(counts.map(({ waiting }) => waiting)),
    counters: greatest(counts.map(({ counters }) => counters)),
    countersStaffed: greatest(counts.map(({ countersStaffed }) => countersStaffed)),
  }
}

function greatest(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((most, number) => (number === null || (most !== null && most >= number) ? most : number), null)
}

/** What is known of a hall: by the counts that are fresh, or where none is by all there are. */
export interface OfficeCount extends HallCount {
  readonly fresh: boolean
  /** When the newest of these counts was made, on the hub's clock, epoch ms. */
  readonly at: number
  /** The cameras that made them. */
  readonly cameras: readonly Camera[]
}

/**
 * @param isFresh whether a camera's count still says something of now
 * @returns undefined where no camera has counted yet
 */
export function officeCount(
  { cameras }: Office,
  viewOf: (id: string) => CameraView | undefined,
  isFresh: (view: CameraView) => boolean,
): OfficeCount | undefined {
  const counted = cameras.flatMap((camera) => {
    const view = viewOf(camera.id)
    const at = countAsOf(view)
    return view === undefined || at === null ? [] : [{ camera, view, at, fresh: isFresh(view) }]
  })
  if (counted.length === 0) return undefined
  const fresh = counted.filter((each) => each.fresh)
  const those = fresh.length > 0 ? fresh : counted
  return {
    ...togetherInHall(those.map(({ view }) => view)),
    fresh: fresh.length > 0,
    at: Math.max(...those.map(({ at }) => at)),
    cameras: those.map(({ camera }) => camera),
  }
}
