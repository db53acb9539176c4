import { defineConfig } from 'vitest/config';

/** What a Lambda function's environment would hold; nothing here reaches AWS. */
const env = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
};

const project = (name: string, include: string[], testTimeout: number, globalSetup: string[] = []) => ({
  extends: true as const,
  test: { name, include, testTimeout, hookTimeout: 120_000, globalSetup },
});

export default defineConfig({
  test: {
    env,
    restoreMocks: true,
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['shared/**/*.ts', 'functions/**/*.ts', 'infra/**/*.ts'] },
    projects: [
      project('unit', ['test/shared/{query,domain,lambda,messages}/**/*.test.ts', 'test/scripts/**/*.test.ts'], 20_000),
      project('infra', ['test/infra/**/*.test.ts'], 120_000),
      project('data', ['test/shared/data/**/*.test.ts', 'test/functions/**/*.test.ts'], 60_000),
      project('journeys', ['test/journeys/**/*.test.ts'], 300_000, ['test/support/assembly.ts']),
    ],
  },
});
