import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What a Lambda function's environment would hold; nothing here reaches AWS. */
const env = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
};

/** A wait is for a state, and ends when it is reached; these limits are for what hangs, on a machine that has much else to do. */
const TEST_MS = 300_000;
const JOURNEY_MS = 900_000;

interface Project {
  readonly include: string[];
  /** Test files share a thread and its modules, so that each is loaded once. The code under test keeps no state in them. */
  readonly shared?: boolean;
  readonly limit?: number;
  readonly setupFiles?: string[];
  readonly globalSetup?: string[];
}

const project = (name: string, { shared = false, limit = TEST_MS, ...files }: Project) => ({
  extends: true as const,
  test: {
    name,
    pool: shared ? ('threads' as const) : ('forks' as const),
    isolate: !shared,
    testTimeout: limit,
    hookTimeout: limit,
    ...files,
  },
});

const onTables = globSync('test/{functions,shared/data,shared/services}/**/*.test.ts');
const startsEngine = (file: string): boolean => /\/engines?(\/|\.ts')/.test(readFileSync(file, 'utf8'));

export default defineConfig({
  // As in the bundles. Loading the X-Ray SDK is enough to have Node follow every promise to its end: a fourth of the time of tests on tables.
  resolve: { alias: { '#traces': fileURLToPath(new URL('infra/companions/deferred-traces.ts', import.meta.url)) } },
  test: {
    env,
    restoreMocks: true,
    maxWorkers: 3,
    coverage: { provider: 'v8', include: ['shared/**/*.ts', 'functions/**/*.ts', 'infra/**/*.ts'] },
    projects: [
      // `npm run test:fast` is the first two.
      project('unit', {
        include: [
          'test/{scripts,lint}/**/*.test.ts',
          'test/shared/{query,domain,lambda,messages}/**/*.test.ts',
          ...onTables.filter((file) => !startsEngine(file)),
        ],
        shared: true,
        setupFiles: ['test/support/property/setup.ts'],
      }),
      project('endpoints', { include: ['test/endpoints/**/*.test.ts'], shared: true }),
      project('security', { include: ['test/security/**/*.test.ts'], shared: true }),
      project('data', { include: onTables.filter(startsEngine), globalSetup: ['test/support/engines/shared.ts'] }),
      project('infra', { include: ['test/infra/**/*.test.ts'] }),
      project('journeys', {
        include: ['test/journeys/**/*.test.ts'],
        limit: JOURNEY_MS,
        globalSetup: ['test/support/assembly.ts'],
      }),
      // In a real browser, where there is one.
      project('console', {
        include: ['test/console/**/*.test.ts'],
        limit: JOURNEY_MS,
        globalSetup: ['test/support/assembly.ts', 'test/support/console.ts'],
      }),
    ],
  },
});
