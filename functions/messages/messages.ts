import { httpHandler } from '../../shared/lambda/http/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getMessages } from './list.ts';

export const endpoints: EndpointsOf<'messages'> = {
  messages: { GET: getMessages },
};

export const handler = httpHandler({ routes: routesOf(endpoints) });
