import type { Runtime } from '../lambda/runtime.ts';

/** What the job machine needs of its surroundings; a test hands in a clock and queues that remember. */
export type JobRuntime = Pick<Runtime, 'data' | 'queues' | 'now'>;
