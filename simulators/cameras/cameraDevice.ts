import type { CameraAnnounce } from '../../domain/messages.ts'
import { dayOf } from '../../domain/time.ts'
import { formatTopic } from '../../domain/topics.ts'
import type { Office } from '../demoCity.ts'
import type { CameraFault, OfficeFault } from '../faults.ts'
import type { Link } from '../link.ts'
import { timeOfDay } from '../systems/calendar.ts'
import type { HallCount, Picture } from './hallPicture.ts'

/** Seconds between pictures, and ms between counts of people. */
export const FRAME_EVERY_S = 5
export const COUNT_EVERY_MS = 20_000

/** The camera of a one-stop office at work. */
export interface CameraDevice {
  introduce(): Promise<unknown>
  /** Draws and sends one picture. @param at epoch ms */
  frame(at: number): Promise<void>
  count(at: number): Promise<void>
  leave(): Promise<boolean>
}

/** What the hall's camera counts at a moment. A closed hall counts nobody: a true zero. */
export function countAt({ ledger }: Office, at: number): HallCount {
  const hall = ledger.hall(dayOf(at))
  const time = timeOfDay(at)
  return { at, waiting: hall.waiting(time), counters: ledger.profile.counters, countersStaffed: hall.staffed(time) }
}

/** @param live address of its live pictures, where it has any */
export function announceOf({ unit, name }: Office, live?: string): CameraAnnounce {
  return {
    name: `Camera ${name}`,
    commune: unit.code,
    lng: unit.lng,
    lat: unit.lat,
    office: name,
    noticePosted: true,
    every: FRAME_EVERY_S,
    simulated: true,
    ...(live !== undefined && { live: { type: 'mjpeg', url: live } }),
  }
}

/** @param draw makes the picture of a hall with these people in it */
export function createCameraDevice({
  office,
  prefix,
  link,
  fault,
  officeFault,
  live,
  draw,
}: {
  office: Office
  prefix: string
  link: Pick<Link, 'publish'>
  fault: CameraFault | undefined
  officeFault?: OfficeFault | undefined
  /** Address of its live pictures, where it has any. */
  live?: string | undefined
  draw: (office: Office, count: HallCount) => Promise<Picture>
}): CameraDevice {
  const topic = (message: 'announce' | 'status' | 'frame' | 'count') =>
    formatTopic({ is: 'camera', id: office.cameraId, message }, prefix)
  let counted: HallCount | undefined
  let frozen: Picture | undefined
  let drawing = false
  let hasLeft = false

  return {
    introduce: () =>
      Promise.all([
        link.publish(topic('announce'), JSON.stringify(announceOf(office, live)), { qos: 1, retain: true }),
        link.publish(topic('status'), fault === 'offline' ? 'offline' : 'online', { qos: 1, retain: true }),
      ]),

    async frame(at) {
      // A picture still in the making when the next is due: the machine is too slow for all of them, this one is left out.
      if (fault === 'offline' || drawing) return
      drawing = true
      try {
        // The picture shows the people that were counted last, so that eye and figure agree.
        const picture = frozen ?? (await draw(office, { ...(counted ?? countAt(office, at)), at }))
        if (fault === 'frozen') frozen = picture
        if (!hasLeft) await link.publish(topic('frame'), picture.jpeg, { qos: 0 })
      } finally {
        drawing = false
      }
    },

    async count(at) {
      if (fault === 'offline') return
      const seen = countAt(office, at)
      counted = officeFault === 'unstaffed' ? { ...seen, countersStaffed: 0 } : seen
      await link.publish(topic('count'), JSON.stringify(counted), { qos: 1 })
    },

    leave() {
      hasLeft = true
      return link.publish(topic('status'), 'offline', { qos: 1, retain: true })
    },
  }
}
