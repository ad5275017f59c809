import { LinkRow } from '../systems/link.ts'
import { defineFeed, WHOLE_CITY } from './feed.ts'

/** Connections between systems. */
export const links = defineFeed({ row: LinkRow, key: 'key', see: 'figures.see', place: () => WHOLE_CITY })
