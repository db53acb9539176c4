import { openFiles } from '../../shared/lambda/files.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { puttingOff, queueHandler } from '../../shared/lambda/worker.ts';
import { filesMessage } from '../../shared/messages/jobs.ts';
import { workOnFiles } from './worker/files.ts';

/** The files queue's consumer: reads imports' files, freezes their contacts, and prepares their slices. */
export const handler = queueHandler(filesMessage, puttingOff('files', workOnFiles), {
  files: openFiles,
  hmacKey: openHmacKey,
  queues: openQueues,
});
