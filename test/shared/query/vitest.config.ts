import { defineConfig } from 'vitest/config';

/** For mutation testing, which must run these tests only, properties with all their runs: `stryker.config.json`. */
export default defineConfig({
  test: { include: ['test/shared/query/**/*.test.ts'], env: { RUNS: '1', SEED: '20261126' } },
});
