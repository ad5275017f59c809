import type { Moment } from './hubClock.ts'

let clock: () => Moment = () => ({ at: Date.now(), isHubs: false })

/** When it is, as the page knows it: by the hub's clock, or by this machine's and said so. */
export const pageMoment = (): Moment => clock()

/** The page has a line to the hub, and learns its time from it. */
export function setPageClock(moment: () => Moment): void {
  clock = moment
}
