import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { listJobs } from './list.ts';
import { saveJob } from './save.ts';

export const routes: Routes = {
  '/api/v2/jobs.json': { GET: listJobs, POST: saveJob },
};

export const handler = httpHandler({ routes }, { hmacKey: openHmacKey, queues: openQueues });
