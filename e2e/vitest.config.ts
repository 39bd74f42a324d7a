import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.e2e.test.ts'],
    globalSetup: ['./harness/global-setup.ts'],
    testTimeout: 240_000,
    hookTimeout: 300_000,
    // Each client has its own network, processes and folders, and several hundred megabytes.
    maxWorkers: 2,
  },
});
