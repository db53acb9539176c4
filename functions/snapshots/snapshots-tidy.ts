import { openFiles } from '../../shared/lambda/files.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { scheduleHandler } from '../../shared/lambda/worker.ts';
import { tidySnapshots } from '../../shared/services/snapshots/tidy.ts';

export const handler = scheduleHandler(tidySnapshots, { files: openFiles, queues: openQueues });
