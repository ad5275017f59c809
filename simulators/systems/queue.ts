import type { queue as declared } from '../../domain/systems/queue.ts'
import { dayOf } from '../../domain/time.ts'
import { timeOfDay } from './calendar.ts'
import { ofOffice } from './systemModel.ts'

/** Of those whose ticket was called, those who had left. */
const ABANDONED = 0.02

/** The ticket queue of the hall that the camera sees. */
export const queue = ofOffice<keyof typeof declared.counts>((ledger, at) => {
  const hall = ledger.hall(dayOf(at))
  const time = timeOfDay(at)
  const called = hall.served(time)
  const abandoned = Math.floor(called * ABANDONED)
  const served = called - abandoned
  const waiting = hall.waiting(time)
  // Who is served in a calm office has hardly waited.
  const share = Math.max(0.4, 1 - ledger.profile.serviceMinutes / 40)
  return {
    ticketsIssued: hall.issued(time),
    ticketsServed: served,
    ticketsAbandoned: abandoned,
    waitWithin15: Math.floor(served * share),
    waitMinutes: Math.floor(served * ledger.profile.serviceMinutes * 0.8),
    ticketsWaiting: waiting,
    countersOpen: hall.staffed(time),
    counters: ledger.profile.counters,
  }
})
