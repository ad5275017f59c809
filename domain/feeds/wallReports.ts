import { WallReport } from '../walls/report.ts'
import { defineFeed } from './feed.ts'

/** What each screen of each wall says that it has painted. */
export const wallReports = defineFeed({ row: WallReport, key: 'key', see: 'walls.see', place: ({ place }) => place })
