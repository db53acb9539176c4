import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getGroups } from './list.ts';
import { removeGroup } from './remove.ts';
import { saveGroup } from './save.ts';
import { getSearches, removeSearch, saveSearch } from './searches.ts';

export const endpoints: EndpointsOf<'groups'> = {
  groups: { GET: getGroups, POST: saveGroup, DELETE: removeGroup },
  searches: { GET: getSearches, POST: saveSearch, DELETE: removeSearch },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { queues: openQueues });
