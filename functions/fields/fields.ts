import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getFields } from './list.ts';
import { saveField } from './save.ts';

export const endpoints: EndpointsOf<'fields'> = {
  fields: { GET: getFields, POST: saveField },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { queues: openQueues });
