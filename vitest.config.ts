import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst, WAITING } from './tests/support/longestFirst.ts'

const WHOLE = 'tests/e2e/**/*.test.ts'
/** What needs neither a page nor a hub. */
const PURE = ['tests/domain/**/*.test.ts', 'tests/client/**/*.test.ts']
const SCREENS = 'tests/client/**/*.test.tsx'
const BUILD = 'tests/support/build.ts'
/** Before all others, five at a time: together they keep less busy than two of the others. */
const WAITS = { maxWorkers: 5, sequence: { groupOrder: 0 } }
/** One process loads the modules once for all files of a project; what a test put in place of another goes with it. */
const ONE_PROCESS = { isolate: false, unstubGlobals: true, restoreMocks: true }
const isWhole = (file: string) => file.startsWith('tests/e2e/')

export default defineConfig({
  resolve: {
    alias: [
      {
        find: './startSqliteWorker.ts',
        replacement: resolve(import.meta.dirname, 'tests/support/startSqliteWorker.ts'),
      },
    ],
  },
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Real brokers, stores and browsers share two cores: two files at a time keep every one of them within its time limits.
    maxWorkers: 2,
    // A shared machine that stalls for half a minute is no fault of ours; what fails twice is. Nowhere else is anything tried again.
    retry: process.env.CI === 'true' ? 1 : 0,
    sequence: { sequencer: LongestFirst, groupOrder: 1 },
    globalSetup: ['tests/support/runFolder.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          ...ONE_PROCESS,
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: [WHOLE, SCREENS, ...PURE, ...WAITING],
        },
      },
      { extends: true, test: { name: 'pure', include: PURE, ...ONE_PROCESS } },
      // Packages are loaded once for all of them; the client's own modules begin anew with each file.
      {
        extends: true,
        test: {
          ...{ name: 'screens', include: [SCREENS], isolate: false },
          setupFiles: ['tests/support/anew.ts'],
        },
      },
      // What users run, built first: a narrow run of parts does not wait for a build it does not need.
      { extends: true, test: { name: 'whole', include: [WHOLE], exclude: WAITING, globalSetup: [BUILD] } },
      {
        extends: true,
        test: { ...WAITS, name: 'waiting parts', include: WAITING.filter((file) => !isWhole(file)) },
      },
      {
        extends: true,
        test: { ...WAITS, name: 'waiting whole', include: WAITING.filter(isWhole), globalSetup: [BUILD] },
      },
    ],
  },
})
