import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['tests/support/build.ts'],
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Real brokers, stores and browsers share two cores: two files at a time keep every one of them within its time limits.
    maxWorkers: 2,
    // A shared machine that stalls for half a minute is no fault of ours; what fails twice is. Nowhere else is anything tried again.
    retry: process.env.CI === 'true' ? 1 : 0,
  },
})
