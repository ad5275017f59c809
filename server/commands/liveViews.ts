import { playable } from '../../domain/cameras/live.ts'
import { quoted } from '../../domain/problems.ts'
import type { City } from '../city/city.ts'
import type { Asking } from '../gate/principals.ts'
import { Problem } from '../problem.ts'
import type { LiveViews } from '../services/liveViews.ts'
import { type CommandHandler, carriesOut } from './handler.ts'

/** Commands about looks at cameras' video. @param hosts origins at which video may be */
export function liveViewCommands({
  city,
  views,
  hosts,
  mayStill,
}: {
  city: Pick<City, 'camera' | 'liveOffers'>
  views: Pick<LiveViews, 'begin' | 'end'>
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
          if (begun === undefined) throw new Problem('tooManyAtOnce')
        },
        answer() {
          if (begun === undefined) throw new Problem('tooManyAtOnce')
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
