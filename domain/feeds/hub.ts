import { HubRow } from '../hubStatus.ts'
import { defineFeed, EVERYWHERE } from './feed.ts'

/** The hub about itself. */
export const hub = defineFeed({ row: HubRow, key: 'id', see: 'hub.see', place: () => EVERYWHERE })
