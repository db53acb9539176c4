import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { receiveEvent } from './receive.ts';

export const endpoints: EndpointsOf<'events'> = {
  events: { POST: receiveEvent },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { hmacKey: openHmacKey });
