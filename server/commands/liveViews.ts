import { MOST_LIVE_MINUTES, playable } from '../../domain/cameras/live.ts'
import { quoted } from '../../domain/problems.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import { DEMO_WALL_PRINCIPAL } from '../accounts/demoWalls.ts'
import type { City } from '../city/city.ts'
import type { Asking } from '../gate/principals.ts'
import { Problem } from '../problem.ts'
import { type LiveViews, MOST_VIEWS_OF_ONE } from '../services/liveViews.ts'
import type { Walls } from '../services/walls.ts'
import { type CommandHandler, carriesOut } from './handler.ts'

/** Commands about looks at cameras' video. @param hosts origins at which video may be */
export function liveViewCommands({
  city,
  views,
  hosts,
  walls,
  mayStill,
}: {
  city: Pick<City, 'camera' | 'liveOffers'>
  views: Pick<LiveViews, 'begin' | 'beginOnWall' | 'end'>
  walls: Pick<Walls, 'takeOfCamera'>
  hosts: readonly string[]
  mayStill: (asking: Asking, unit: string) => boolean
}): CommandHandler[] {
  return [
    carriesOut('beginLiveView', ({ camera: id, minutes }, { principal, reach, asking }) => {
      const camera = city.camera(id)
      if (camera === undefined || !reach.has(camera.commune)) throw new Problem('unknownCamera', { id: quoted(id) })
      if (principal.is !== 'person') throw new Problem('peopleOnly')
      if (camera.noticePosted !== true) throw new Problem('noNotice', { id: quoted(id) })
      const offers = playable(city.liveOffers(id), hosts)
      if (offers.length === 0) throw new Problem('noLiveVideo', { id: quoted(id) })
      let begun: ReturnType<LiveViews['begin']>
      return {
        async write() {
          begun = views.begin({
            camera: id,
            unit: camera.commune,
            person: principal,
            minutes,
            mayStill: () => mayStill(asking, camera.commune),
            isThere: () => city.camera(id)?.commune === camera.commune,
          })
          if (begun === undefined) throw new Problem('viewsUnderWay', { most: MOST_VIEWS_OF_ONE })
        },
        answer() {
          if (begun === undefined) throw new Problem('viewsUnderWay', { most: MOST_VIEWS_OF_ONE })
          return { ...begun, offers }
        },
      }
    }),
    carriesOut('beginWallVideo', ({ wall, camera: id }, { principal, reach, at }) => {
      // What hangs on a wall is asked for by the wall itself and by nobody else.
      const isOwn = principal.is === 'wall' && (principal.id === wall || principal.id === DEMO_WALL_PRINCIPAL)
      const takeNow = () => (isOwn ? walls.takeOfCamera(wall, id) : undefined)
      const clearCamera = () => {
        const camera = city.camera(id)
        const isShown = camera?.pictures === 'clear' && camera.noticePosted === true && reach.has(camera.commune)
        return isShown ? camera : undefined
      }
      const [take, camera] = [takeNow(), clearCamera()]
      const until = Math.min(take?.until ?? Number.POSITIVE_INFINITY, (take?.at ?? 0) + MOST_LIVE_MINUTES * MINUTE_MS)
      if (take === undefined || camera === undefined || until <= at)
        throw new Problem('noWallVideo', { id: quoted(id) })
      const offers = playable(city.liveOffers(id), hosts)
      if (offers.length === 0) throw new Problem('noLiveVideo', { id: quoted(id) })
      let begun: ReturnType<LiveViews['beginOnWall']> | undefined
      return {
        async write() {
          begun = views.beginOnWall({
            ...{ camera: id, unit: camera.commune, until },
            person: { id: `wall ${wall}`, name: take.by },
            mayStill: () => true,
            isThere: () => takeNow()?.at === take.at && clearCamera()?.commune === camera.commune,
          })
        },
        answer() {
          if (begun === undefined) throw new Problem('noWallVideo', { id: quoted(id) })
          return { ...begun, offers }
        },
      }
    }),
    carriesOut('endLiveView', ({ camera, view }, { principal }) => ({
      async write() {
        if (!views.end(view, { camera, person: principal.id })) throw new Problem('viewOver')
      },
      answer: () => ({}),
    })),
  ]
}
