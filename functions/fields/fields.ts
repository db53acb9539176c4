import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { listFields } from './list.ts';
import { saveField } from './save.ts';

export const routes: Routes = {
  '/api/v2/fields.json': { GET: listFields, POST: saveField },
};

export const handler = httpHandler({ routes }, { queues: openQueues });
