import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { puttingOff, queueHandler } from '../../shared/lambda/invocation/worker.ts';
import { type PullMessage, pullMessage } from '../../shared/messages/pulls.ts';
import { pullSome } from './pull/pull-step.ts';

/** The pull queue's consumer: reads imports' sources page by page. A message's key is not logged. */
export const handler = queueHandler(
  pullMessage,
  puttingOff<PullMessage, Runtime>('pull', pullSome, ({ workspace, import: uuid }) => ({ workspace, import: uuid })),
  { files: openFiles, queues: openQueues },
);
