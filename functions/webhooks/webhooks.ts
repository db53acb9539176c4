import { listWebhooks, removeWebhook } from '../../shared/data/workspace/index.ts';
import type { WebhookId } from '../../shared/domain/ids.ts';
import { deleteEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { wholeList } from '../../shared/lambda/http/page.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { saveWebhook, webhookShown } from './save.ts';

const deleteWebhook = deleteEndpoint({
  summary: 'Remove a webhook',
  roles: ['administrator'],
  params: { uuid: required(byUuid('the webhook')) },
  parse: ({ query }) => requireUuid<WebhookId>(query, 'uuid'),
  handle: (uuid, { runtime, caller }) => removeWebhook(runtime.data, caller.workspace, uuid),
  audit: (uuid) => ({ kind: 'webhook.removed', about: uuid }),
});

/** GET webhooks.json: all of them, ten at most. */
const getWebhooks = wholeList('List webhooks, without their secrets', listWebhooks, webhookShown);

export const endpoints: EndpointsOf<'webhooks'> = {
  webhooks: { GET: getWebhooks, POST: saveWebhook, DELETE: deleteWebhook },
};

export const handler = httpHandler({ routes: routesOf(endpoints) });
