import { defineConfig } from 'vitest/config';

/** What a Lambda function's environment would hold; nothing here reaches AWS. */
const env = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
};

/** Tests beside those on engines that need none. */
const WITHOUT_ENGINE = [
  'test/functions/flows/mentioned.test.ts',
  'test/shared/data/contacts/shards.test.ts',
  'test/shared/data/dynamo/*.test.ts',
  'test/shared/data/jobs/cursor.test.ts',
  'test/shared/data/messages/items.test.ts',
  'test/shared/data/search/{access,plan}.test.ts',
];

interface Project {
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  readonly testTimeout: number;
  /** False: test files share one worker's modules, so that each is loaded once. Their code keeps no state. */
  readonly isolate?: boolean;
  readonly globalSetup?: readonly string[];
}

const project = (name: string, { include, exclude = [], testTimeout, isolate = true, globalSetup = [] }: Project) => ({
  extends: true as const,
  test: {
    name,
    include: [...include],
    exclude: [...exclude],
    testTimeout,
    hookTimeout: 120_000,
    isolate,
    globalSetup: [...globalSetup],
  },
});

export default defineConfig({
  test: {
    env,
    restoreMocks: true,
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['shared/**/*.ts', 'functions/**/*.ts', 'infra/**/*.ts'] },
    projects: [
      // The first two are `npm run test:fast`.
      project('unit', {
        include: [
          'test/{scripts,lint}/**/*.test.ts',
          'test/shared/{query,domain,lambda,messages}/**/*.test.ts',
          ...WITHOUT_ENGINE,
        ],
        testTimeout: 60_000,
        isolate: false,
      }),
      project('endpoints', {
        include: ['test/{endpoints,security}/**/*.test.ts'],
        testTimeout: 60_000,
        isolate: false,
      }),
      project('data', {
        include: ['test/shared/{data,services}/**/*.test.ts', 'test/functions/**/*.test.ts'],
        exclude: WITHOUT_ENGINE,
        testTimeout: 60_000,
      }),
      project('infra', { include: ['test/infra/**/*.test.ts'], testTimeout: 120_000 }),
      project('journeys', {
        include: ['test/journeys/**/*.test.ts'],
        testTimeout: 300_000,
        globalSetup: ['test/support/assembly.ts'],
      }),
    ],
  },
});
