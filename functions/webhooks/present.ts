import type * as z from 'zod/mini';
import { circuitOf } from '../../shared/domain/bus/circuit.ts';
import type { Webhook } from '../../shared/domain/bus/webhook.ts';
import { formatIfAny, formatInstant } from '../../shared/domain/instant.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';
import { codeOf, sentenceOf } from '../../shared/lambda/refusals.ts';
import type { webhookSchema } from './answers.schema.ts';

const statusOf = ({ enabled, failingSince }: Webhook) =>
  enabled ? (failingSince === null ? 'working' : 'failing') : 'disabled';

export const showWebhook = (
  webhook: Webhook,
  { codes, now }: Pick<RequestContext, 'codes' | 'now'>,
): z.output<typeof webhookSchema> => ({
  uuid: webhook.uuid,
  url: webhook.url,
  events: [...webhook.events],
  status: statusOf(webhook),
  last_error: webhook.lastError && sentenceOf(webhook.lastError),
  ...(codes && webhook.lastError !== null && { codes: { last_error: codeOf(webhook.lastError) } }),
  failing_since: formatIfAny(webhook.failingSince),
  circuit: circuitOf(webhook, now),
  open_until: formatIfAny(webhook.openUntil),
  waiting: Math.max(0, webhook.waiting),
  given_up: webhook.givenUp,
  created_on: formatInstant(webhook.createdOn),
});
