import { httpHandler } from '../../shared/lambda/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { explainQuery } from './queries.ts';

export const endpoints: EndpointsOf<'search'> = {
  queries: { POST: explainQuery },
};

export const handler = httpHandler({ routes: routesOf(endpoints) });
