import { defineConfig } from 'vitest/config';

/** For mutation testing (`scripts/mutate.ts`), which runs only the tests of its area. */
export default defineConfig({
  test: {
    include: JSON.parse(process.env['MUTANT_TESTS'] ?? '[]') as string[],
    // These compare the domain with the console, which is not there.
    exclude: ['**/console-*.test.ts'],
    env: { SEED: '20261126' },
    // For what hangs, and not for what is slow with mutants in it.
    testTimeout: 300_000,
  },
});
