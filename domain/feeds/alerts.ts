import { AlertRow } from '../alerts/alert.ts'
import { defineFeed, WHOLE_CITY } from './feed.ts'

/** Alerts that are open, and those that have just cleared. */
export const alerts = defineFeed({
  row: AlertRow,
  key: 'id',
  see: 'alerts.see',
  place: ({ unit }) => unit ?? WHOLE_CITY,
})
