import type { openData as declared } from '../../domain/systems/openData.ts'
import { doneOf, roundTheClock } from './books.ts'
import type { SystemModel } from './systemModel.ts'

const ORIGINAL = 124
const CATALOGUE = 260

/** The open-data portal: a growing catalogue, some of it past its refresh. */
export const openData: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const published = doneOf(authority, 'published', CATALOGUE, at, { from: 0.7, to: 0.75, yearly: 0.2 })
  return {
    downloads: roundTheClock(authority, 'downloads', 190, at),
    datasetsPublished: published,
    datasetsStale: published - doneOf(authority, 'in date', published, at, { from: 0.84, to: 0.88, yearly: 0.02 }),
    originalDatasets: ORIGINAL,
    datasetsWithApi: doneOf(authority, 'api', ORIGINAL, at, { from: 0.47, to: 0.5, yearly: 0.11 }),
  }
}
