/** The least score, in percent. A slice of the night mixes rooms, of which some are still below what one must have. */
const LEAST = Number(process.env.LEAST_SCORE ?? 85);

export default {
  plugins: ['./test/mutation/runner.ts'],
  testRunner: 'in-process',
  tsconfigFile: 'tsconfig.absent.json',
  ignorePatterns: ['cdk.out', 'coverage', 'dist', 'docs', '.dormouse'],
  coverageAnalysis: 'perTest',
  // Each of what a module makes once runs all tests, so by night tables alone would take three times as long as the rest.
  ignoreStatic: process.env.LEAST_SCORE !== undefined,
  concurrency: 1,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: {
    allowColor: false,
    // By night only the scores are of use: who mends a room plays it again, and reads its mutants.
    reportMutants: process.env.LEAST_SCORE === undefined,
    reportTests: false,
    logTests: false,
  },
  tempDirName: 'node_modules/.stryker',
  thresholds: { high: 95, low: 90, break: LEAST },
  timeoutMS: 20000,
};
