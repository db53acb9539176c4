import { httpHandler } from '../../shared/lambda/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { listMessages } from './list.ts';

export const endpoints: EndpointsOf<'messages'> = {
  messages: { GET: listMessages },
};

export const handler = httpHandler({ routes: routesOf(endpoints) });
