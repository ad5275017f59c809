import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { BaseSequencer, type TestSpecification, type Vitest } from 'vitest/node'

const ROOT = resolve(import.meta.dirname, '../..')

/**
 * Files that take longer than half a minute, the longest first. A fresh clone remembers no run: left to their sizes, the shortest of these in lines,
 * which is the longest in time, would begin last and end alone.
 */
const LONGEST = [
  ...[
    'tests/e2e/badNight.test.ts',
    'tests/e2e/wallLint.test.ts',
    'tests/e2e/screens.test.ts',
    'tests/e2e/play.test.ts',
  ],
  ...[
    'tests/e2e/people.test.ts',
    'tests/e2e/wallSlices.test.ts',
    'tests/e2e/console.test.ts',
    'tests/fuzz/fuzz.test.ts',
  ],
  ...['tests/e2e/floodNight.test.ts', 'tests/e2e/edition2025.test.ts', 'tests/simulators/demo.test.ts'],
  ...['tests/e2e/offline.test.ts', 'tests/e2e/incidents.test.ts', 'tests/e2e/refusedStart.test.ts'],
  ...['tests/server/devices/mqttAccounts.test.ts', 'tests/server/ingest/brokerPing.test.ts'],
]

/** Begins with what takes longest, whatever project it is of, so that no worker is left with it while the others have nothing to do. */
export class LongestFirst extends BaseSequencer {
  constructor(vitest: Vitest) {
    super(vitest)
    for (const file of LONGEST)
      if (!existsSync(resolve(ROOT, file))) throw new Error(`${file} is listed as one of the longest, and is not there`)
  }

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.indexOf(relative(ROOT, moduleId))
      return at < 0 ? LONGEST.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}
