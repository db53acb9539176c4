import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { exportDefinitions } from './definitions.ts';
import { importFlow } from './import.ts';
import { listFlows } from './list.ts';
import { removeFlow } from './remove.ts';

export const routes: Routes = {
  '/api/v2/flows.json': { GET: listFlows, POST: importFlow, DELETE: removeFlow },
  '/api/v2/definitions.json': { GET: exportDefinitions },
};

export const handler = httpHandler({ routes }, { queues: openQueues });
