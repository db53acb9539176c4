import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { listGroups } from './list.ts';
import { removeGroup } from './remove.ts';
import { saveGroup } from './save.ts';

export const routes: Routes = {
  '/api/v2/groups.json': { GET: listGroups, POST: saveGroup, DELETE: removeGroup },
};

export const handler = httpHandler({ routes }, { queues: openQueues });
