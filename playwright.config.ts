import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  testIgnore: 'firefox/**',
  // Long ones say so in their title and run with `npm run test:all`.
  ...(process.env['UNTAG_TEST_ALL'] === '1' ? {} : { grepInvert: /@long/ }),
  outputDir: 'test-results',
  workers: availableParallelism(),
  fullyParallel: true,
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
});
