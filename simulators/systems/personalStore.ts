import type { personalStore as declared } from '../../domain/systems/personalStore.ts'
import { DAY_MS } from '../../domain/time.ts'
import { part, sofar } from './books.ts'
import { ofOffice } from './systemModel.ts'

/** When the store was opened; it has grown evenly since. */
const OPENED = Date.parse('2024-01-01T00:00:00+07:00')

/** The personal e-data store, by commune of the person. */
export const personalStore = ofOffice<keyof typeof declared.counts>((ledger, at, authority) => {
  const perDay = ledger.profile.population / 1_400
  const added = sofar(authority, 'items', perDay, at)
  return {
    itemsAdded: added,
    itemsReused: part(added, 0.45),
    items: Math.max(0, Math.floor((perDay * 0.69 * (at - OPENED)) / DAY_MS)),
  }
})
