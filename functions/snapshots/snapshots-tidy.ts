import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { scheduleHandler } from '../../shared/lambda/invocation/worker.ts';
import { tidySnapshots } from '../../shared/services/snapshots/tidy.ts';

export const handler = scheduleHandler(tidySnapshots, { files: openFiles, queues: openQueues });
