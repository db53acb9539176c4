import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

/** What a Lambda function's environment would hold; nothing here reaches AWS. */
const env = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
};

/** What is in a folder `long` anywhere is played by night: in twelve parts, one in each run of CI (`npm run night`). */
const exclude = [...configDefaults.exclude, ...(process.env['NIGHT'] === 'true' ? [] : ['**/long/**'])];

/** For what hangs, on a busy machine: a wait ends when its state is reached. By night a property takes minutes. */
const TEST_MS = process.env['NIGHT'] === 'true' ? 900_000 : 300_000;
const JOURNEY_MS = 900_000;

interface Project {
  readonly include: string[];
  /**
   * Test files share a thread or a process with its modules, so that each is loaded once. The code under test keeps no
   * state in them; journeys and tests of the console keep the service that they share.
   */
  readonly shared?: 'thread' | 'process';
  readonly limit?: number;
  /** How often CI tries a failed test again. The report names each that passes so. */
  readonly retry?: number;
  readonly setupFiles?: string[];
  readonly globalSetup?: string[];
}

const project = (name: string, { shared, limit = TEST_MS, retry = 0, ...files }: Project) => ({
  extends: true as const,
  test: {
    name,
    pool: shared === 'thread' ? ('threads' as const) : ('forks' as const),
    isolate: shared === undefined,
    exclude,
    testTimeout: limit,
    hookTimeout: limit,
    retry: process.env['CI'] ? retry : 0,
    ...files,
  },
});

const onTables = globSync('test/{functions,shared/data,shared/services}/**/*.test.ts');
const has = (pattern: RegExp) => (file: string) => pattern.test(readFileSync(file, 'utf8'));
const startsEngine = has(/\/engines?(\/|\.ts')/);
/** Another file of the same thread would have loaded the module already. */
const replacesModule = has(/\bvi\.mock\(/);
const data = onTables.filter(startsEngine);

/** A red run ends with what repeats it. CI reads the numbers from a file. */
const reporters: (string | [string, Record<string, unknown>])[] = ['default', './test/support/reporter/repeat.ts'];
if (process.env['CI']) reporters.push(['json', { outputFile: 'reports/tests.json' }]);

export default defineConfig({
  // As in the bundles: the X-Ray SDK has Node follow every promise, a fourth of the time of tests on tables.
  resolve: { alias: { '#traces': fileURLToPath(new URL('test/support/no-traces.ts', import.meta.url)) } },
  test: {
    env,
    restoreMocks: true,
    // On two processors: journeys and browsers wait for a third of their time.
    maxWorkers: 4,
    reporters,
    coverage: { provider: 'v8', include: ['shared/**/*.ts', 'functions/**/*.ts', 'infra/**/*.ts'] },
    projects: [
      // `npm run test:fast` is the first two.
      project('unit', {
        include: [
          'test/{scripts,lint,soak,compare,night}/**/*.test.ts',
          'test/shared/{query,domain,lambda,messages}/**/*.test.ts',
          ...onTables.filter((file) => !startsEngine(file)),
        ],
        shared: 'thread',
        setupFiles: ['test/support/property/setup.ts'],
      }),
      project('endpoints', { include: ['test/endpoints/**/*.test.ts'], shared: 'thread' }),
      // In process as well: every HTTP case, every endpoint, pages, days and searches.
      project('long', { include: ['test/long/**/*.test.ts'], shared: 'thread' }),
      project('security', {
        include: ['test/security/**/*.test.ts'],
        shared: 'thread',
        globalSetup: ['test/support/assembly.ts'],
      }),
      project('data', {
        include: data.filter((file) => !replacesModule(file)),
        shared: 'thread',
        globalSetup: ['test/support/engines/shared.ts'],
      }),
      project('data-replaced', {
        include: data.filter(replacesModule),
        globalSetup: ['test/support/engines/shared.ts'],
      }),
      project('infra', { include: ['test/infra/{*,local/**/*}.test.ts'] }),
      project('stacks', {
        include: ['test/infra/stacks/**/*.test.ts'],
        shared: 'thread',
        globalSetup: ['test/support/assembly.ts'],
      }),
      project('journeys', {
        include: ['test/journeys/**/*.test.ts'],
        shared: 'process',
        limit: JOURNEY_MS,
        globalSetup: ['test/support/assembly.ts'],
      }),
      // In a real browser, where there is one.
      project('console', {
        include: ['test/console/**/*.test.ts'],
        shared: 'process',
        limit: JOURNEY_MS,
        retry: 1,
        globalSetup: ['test/support/assembly.ts', 'test/support/console.ts'],
      }),
    ],
  },
});
