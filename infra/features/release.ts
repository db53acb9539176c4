import type { Feature } from './feature.ts';

export const RELEASE_CHECK = 'release-check';

/** Tries each new version before it gets traffic, and watches it while it has a tenth (ADR 100). */
export const releaseCheck: Feature = {
  name: RELEASE_CHECK,
  entry: 'functions/release/release-check.ts',
  memory: 256,
  // The five minutes of the canary, and what a hurried CodeDeploy adds.
  timeout: 480,
  anyForm: true,
  connect: () => undefined,
};
