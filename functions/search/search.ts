import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueuesLater } from '../../shared/lambda/clients/queues-later.ts';
import { openSearchParts } from '../../shared/lambda/clients/search-parts.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getFacets } from './facets.ts';
import { explainQuery } from './queries.ts';
import { simulatePolicy } from './simulate-policy.ts';

export const endpoints: EndpointsOf<'search'> = {
  queries: { POST: explainQuery },
  facets: { GET: getFacets },
  policy_simulations: { POST: simulatePolicy },
};

export const handler = httpHandler(
  { routes: routesOf(endpoints) },
  { files: openFiles, parts: openSearchParts, queues: openQueuesLater },
);
