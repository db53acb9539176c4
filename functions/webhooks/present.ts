import type * as z from 'zod/mini';
import type { Webhook } from '../../shared/domain/bus/webhook.ts';
import { formatIfAny, formatInstant } from '../../shared/domain/instant.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';
import { codeOf, sentenceOf } from '../../shared/lambda/refusals.ts';
import type { webhookSchema } from './answers.schema.ts';

const statusOf = ({ enabled, failingSince }: Webhook) =>
  enabled ? (failingSince === null ? 'working' : 'failing') : 'disabled';

export const showWebhook = (
  webhook: Webhook,
  { codes }: Pick<RequestContext, 'codes'>,
): z.output<typeof webhookSchema> => ({
  uuid: webhook.uuid,
  url: webhook.url,
  events: [...webhook.events],
  status: statusOf(webhook),
  last_error: webhook.lastError && sentenceOf(webhook.lastError),
  ...(codes && webhook.lastError !== null && { codes: { last_error: codeOf(webhook.lastError) } }),
  failing_since: formatIfAny(webhook.failingSince),
  created_on: formatInstant(webhook.createdOn),
});
