import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { BaseSequencer, type TestSpecification, type Vitest } from 'vitest/node'

const ROOT = resolve(import.meta.dirname, '../..')

/**
 * Files that mostly wait: for a time limit of the product, or for what comes back by itself. None of them keeps a core busy for more than a third of
 * its time, so that several run at once within the time limits that they test.
 */
export const WAITING = [
  ...['tests/e2e/badNightCentre.test.ts', 'tests/e2e/badNight.test.ts', 'tests/e2e/wallVideo.test.ts'],
  ...['tests/server/http/knownLines.test.ts', 'tests/server/ingest/brokerPing.test.ts'],
  ...['tests/server/lateReadings.test.ts', 'tests/server/deafHub.test.ts'],
]

/**
 * Of all others those that take longer than half a minute, the longest first. A fresh clone remembers no run: left to their sizes, the shortest of
 * these in lines, which is the longest in time, would begin last and end alone.
 */
const LONGEST = [
  ...['tests/e2e/screens.test.ts', 'tests/e2e/wallLint.test.ts', 'tests/e2e/play.test.ts'],
  ...['tests/e2e/wallSlices.test.ts', 'tests/e2e/console.test.ts', 'tests/e2e/people.test.ts'],
  ...['tests/e2e/offline.test.ts', 'tests/fuzz/fuzz.test.ts', 'tests/e2e/floodNight.test.ts'],
  ...['tests/simulators/demo.test.ts', 'tests/e2e/wallControl.test.ts', 'tests/e2e/shiftAndWork.test.ts'],
  ...['tests/e2e/edition2025.test.ts', 'tests/e2e/cameraVideo.test.ts', 'tests/e2e/incidents.test.ts'],
]
const ORDER = [...WAITING, ...LONGEST]

/** Begins with what takes longest, whatever project it is of, so that no worker is left with it while the others have nothing to do. */
export class LongestFirst extends BaseSequencer {
  constructor(vitest: Vitest) {
    super(vitest)
    for (const file of ORDER)
      if (!existsSync(resolve(ROOT, file)))
        throw new Error(`${file} has a place in the order of tests, and is not there`)
  }

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = ORDER.indexOf(relative(ROOT, moduleId))
      return at < 0 ? ORDER.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}
