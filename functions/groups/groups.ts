import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getGroups } from './list.ts';
import { removeGroup } from './remove.ts';
import { saveGroup } from './save.ts';

export const endpoints: EndpointsOf<'groups'> = {
  groups: { GET: getGroups, POST: saveGroup, DELETE: removeGroup },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { queues: openQueues });
