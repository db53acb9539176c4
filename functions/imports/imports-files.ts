import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import { puttingOff, queueHandler } from '../../shared/lambda/invocation/worker.ts';
import { filesMessage } from '../../shared/messages/jobs.ts';
import { inTurn, workOnFiles } from './worker/files.ts';
import { openSandbox } from './worker/sandbox/index.ts';

const handle = inTurn((message, runtime, deaths) => workOnFiles(message, runtime, { open: openSandbox, deaths }));

/** The files queue's consumer: reads imports' files, freezes their contacts, and prepares their slices. */
export const handler = queueHandler(filesMessage, puttingOff('files', handle), {
  files: openFiles,
  hmacKey: openHmacKey,
  queues: openQueues,
});
