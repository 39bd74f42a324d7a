import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.e2e.test.ts'],
    globalSetup: ['./harness/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // One machine, two cores, a client of several hundred megabytes.
    fileParallelism: false,
  },
});
