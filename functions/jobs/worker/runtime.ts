import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';

export type WorkRuntime = Pick<Runtime, 'data' | 'files' | 'now' | 'logger' | 'metrics' | 'queues'>;
