import { httpHandler } from '../../shared/lambda/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getWebhooks } from './list.ts';
import { deleteWebhook } from './remove.ts';
import { saveWebhook } from './save.ts';

export const endpoints: EndpointsOf<'webhooks'> = {
  webhooks: { GET: getWebhooks, POST: saveWebhook, DELETE: deleteWebhook },
};

export const handler = httpHandler({ routes: routesOf(endpoints) });
