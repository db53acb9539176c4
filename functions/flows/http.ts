import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { importFlow } from './import.ts';
import { listFlows } from './list.ts';
import { removeFlow } from './remove.ts';
import { createStart } from './start.ts';
import { listStarts } from './starts.ts';

export const routes: Routes = {
  '/api/v2/flows.json': { GET: listFlows, POST: importFlow, DELETE: removeFlow },
  '/api/v2/flow_starts.json': { GET: listStarts, POST: createStart },
};

export const handler = httpHandler({ routes });
