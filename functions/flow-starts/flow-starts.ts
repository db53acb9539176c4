import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { listStarts } from './list.ts';
import { listRuns } from './runs.ts';
import { createStart } from './save.ts';

/** Apart from `http.ts`: a start needs contacts, searches and the address key, and nothing of what reads definitions. */
export const routes: Routes = {
  '/api/v2/flow_starts.json': { GET: listStarts, POST: createStart },
  '/api/v2/runs.json': { GET: listRuns },
};

export const handler = httpHandler({ routes }, { hmacKey: openHmacKey, queues: openQueues });
