import { removeWebhook } from '../../shared/data/workspace/index.ts';
import type { WebhookId } from '../../shared/domain/ids.ts';
import { noContent, showNothing, writeEndpoint } from '../../shared/lambda/endpoint.ts';
import { notFound } from '../../shared/lambda/errors.ts';
import { byUuid, required } from '../../shared/lambda/param.ts';
import { requireUuid } from '../../shared/lambda/params.ts';

export const deleteWebhook = writeEndpoint({
  summary: 'Remove a webhook',
  roles: ['administrator'],
  params: { uuid: required(byUuid('the webhook')) },
  parse: ({ query }) => requireUuid<WebhookId>(query, 'uuid'),
  async handle(uuid, { runtime, caller }) {
    if (!(await removeWebhook(runtime.data, caller.workspace, uuid))) throw notFound();
    return noContent();
  },
  audit: (uuid) => ({ kind: 'webhook.removed', about: uuid }),
  made: 'nothing',
  replay: showNothing,
});
