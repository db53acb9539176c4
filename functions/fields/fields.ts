import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { listFields } from './list.ts';
import { saveField } from './save.ts';

export const endpoints: EndpointsOf<'fields'> = {
  fields: { GET: listFields, POST: saveField },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { queues: openQueues });
