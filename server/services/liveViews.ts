import { randomBytes } from 'node:crypto'
import { BY_HUB } from '../../domain/access/auditEntry.ts'
import type { Principal } from '../../domain/access/principal.ts'
import { MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import type { Audit } from '../gate/audit.ts'

/** Looks at one person's videos at a time. */
export const MOST_VIEWS_OF_ONE = 4

interface LiveView {
  readonly camera: string
  readonly unit: string
  /** On a wall: who has put it up, under an id of the wall's. */
  readonly person: Pick<Principal, 'id' | 'name'>
  /** Whether this person may look at the camera, as things stand when it is asked. */
  readonly mayStill: () => boolean
  /** Whether the camera is where it was when the look began. */
  readonly isThere: () => boolean
  readonly until: number
}

/** Who looks at which camera's video, and until when. In memory: what a hub that stops has not ended is over with its pages. */
export interface LiveViews {
  start(): void
  /** Somebody's rights have changed: looks of those who may look no more are over. */
  judge(): void
  stop(): void
  /** @returns undefined where this person has begun too many */
  begin(
    view: Omit<LiveView, 'until'> & { readonly minutes: number },
  ): { readonly view: string; readonly until: number } | undefined
  /** Begins one on a wall, which has one camera at a time: each of its screens plays the same look, and another camera's is over. */
  beginOnWall(view: LiveView): { readonly view: string; readonly until: number }
  /** @returns false where there is none of this camera and this person any more */
  end(view: string, of: { readonly camera: string; readonly person: string }): boolean
}

export function createLiveViews({ clock, audit }: { clock: Clock; audit: Pick<Audit, 'note'> }): LiveViews {
  const views = new Map<string, LiveView>()
  let timer: NodeJS.Timeout | undefined

  /** Writes into the log that the hub has ended a view, and why. */
  function endByHub(
    id: string,
    { camera, unit, person }: LiveView,
    because: 'over' | 'forbidden' | 'gone' | 'stopping',
  ): void {
    views.delete(id)
    const input = { camera, view: id, person: person.name, because }
    audit.note({ ...BY_HUB, at: clock.now(), did: 'endLiveView', input, unit, result: 'done' })
  }

  function keep(view: LiveView): { readonly view: string; readonly until: number } {
    const id = randomBytes(9).toString('base64url')
    views.set(id, view)
    return { view: id, until: view.until }
  }

  function look(): void {
    const now = clock.now()
    for (const [id, view] of views) {
      if (view.until <= now) endByHub(id, view, 'over')
      else if (!view.isThere()) endByHub(id, view, 'gone')
    }
  }

  return {
    judge() {
      for (const [id, view] of views) if (!view.mayStill()) endByHub(id, view, 'forbidden')
    },
    start() {
      timer = setInterval(look, SECOND_MS)
    },
    stop() {
      clearInterval(timer)
      for (const [id, view] of views) endByHub(id, view, 'stopping')
    },
    begin({ minutes, ...view }) {
      if ([...views.values()].filter(({ person }) => person.id === view.person.id).length >= MOST_VIEWS_OF_ONE)
        return undefined
      return keep({ ...view, until: clock.now() + minutes * MINUTE_MS })
    },
    beginOnWall(view) {
      for (const [id, known] of views) {
        if (known.person.id !== view.person.id) continue
        if (known.camera === view.camera && known.until === view.until) return { view: id, until: known.until }
        endByHub(id, known, 'gone')
      }
      return keep(view)
    },
    end(id, { camera, person }) {
      const view = views.get(id)
      return view?.person.id === person && view.camera === camera && views.delete(id)
    },
  }
}
