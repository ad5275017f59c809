import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['tests/support/build.ts'],
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Real brokers, stores and browsers share two cores: two files at a time keep every one of them within its time limits.
    maxWorkers: 2,
  },
})
