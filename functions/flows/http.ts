import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { exportDefinitions } from './definitions.ts';
import { importFlow } from './import.ts';
import { listFlows } from './list.ts';
import { removeFlow } from './remove.ts';
import { listRuns } from './runs.ts';
import { createStart } from './start.ts';
import { listStarts } from './starts.ts';

export const routes: Routes = {
  '/api/v2/flows.json': { GET: listFlows, POST: importFlow, DELETE: removeFlow },
  '/api/v2/flow_starts.json': { GET: listStarts, POST: createStart },
  '/api/v2/definitions.json': { GET: exportDefinitions },
  '/api/v2/runs.json': { GET: listRuns },
};

export const handler = httpHandler({ routes }, { hmacKey: openHmacKey, queues: openQueues });
