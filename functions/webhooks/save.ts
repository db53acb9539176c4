import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { listWebhooks, saveWebhook } from '../../shared/data/workspace/index.ts';
import { BUS_TYPES } from '../../shared/domain/bus/types.ts';
import type { Webhook } from '../../shared/domain/bus/webhook.ts';
import type { WebhookId } from '../../shared/domain/ids.ts';
import { choice, flag, list, text } from '../../shared/domain/schema.ts';
import { created, ok, type Request, unkept } from '../../shared/lambda/endpoint.ts';
import { limitReached, notFound } from '../../shared/lambda/errors.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { requireUuid } from '../../shared/lambda/params.ts';
import { webhookUrlProblem } from '../../shared/services/webhooks/address.ts';
import { showWebhook } from './present.ts';

const body = {
  url: z.optional(text({ max: 2_000 })),
  events: z.optional(list(choice(BUS_TYPES))),
  rotate_secret: z.optional(flag()),
};

interface Command {
  readonly webhook: Webhook;
  /** Whether its secret is new, and so shown. */
  readonly showSecret: boolean;
  readonly isNew: boolean;
}

/**
 * POST webhooks.json: makes a webhook (201), or changes the one of `?uuid=` (200), which then works again if it was given up. A new secret is shown in
 * this answer only, so it takes no `Idempotency-Key`.
 */
export const save = unkept({
  summary: 'Make or change a webhook; a workspace has 10 at most',
  roles: ['administrator'],
  params: { uuid: 'the webhook to change' },
  body,
  async parse(request): Promise<Command | FieldErrors> {
    const { given, errors, query } = request;
    checkBody(request, query.uuid === undefined);
    const stored = query.uuid === undefined ? null : await find(request);
    if (!errors.none(given)) return errors;
    const showSecret = stored === null || given.rotate_secret === true;
    const secret = showSecret ? randomBytes(32).toString('base64url') : stored.secret;
    const { url = stored?.url ?? '', events = stored?.events ?? [] } = given;
    const mended = { url, events, secret, enabled: true, failingSince: null, lastError: null };
    return { webhook: { ...(stored ?? newWebhook(request)), ...mended }, showSecret, isNew: stored === null };
  },
  async handle({ webhook, showSecret, isNew }, { runtime }) {
    if ((await saveWebhook(runtime.data, webhook)) === 'limit') throw limitReached();
    const shown = { ...showWebhook(webhook), ...(showSecret && { secret: webhook.secret }) };
    return isNew ? created(shown) : ok(shown);
  },
  replay: 'refused',
});

type SaveRequest = Request<'uuid', typeof body>;

function checkBody({ given, errors, runtime }: SaveRequest, isNew: boolean): void {
  const { url, events } = given;
  if (isNew && url === undefined) errors.add('url', 'This field is required.');
  if (isNew && events === undefined) errors.add('events', 'This field is required.');
  const problem = url === undefined ? null : webhookUrlProblem(url, runtime.config.webhooksToLoopback);
  if (problem !== null) errors.add('url', problem);
  if (events?.length === 0) errors.add('events', 'Name at least one type of event.');
}

async function find({ query, runtime, caller }: SaveRequest): Promise<Webhook> {
  const uuid = requireUuid<WebhookId>(query, 'uuid');
  const stored = (await listWebhooks(runtime.data, caller.workspace)).find((one) => one.uuid === uuid);
  if (stored === undefined) throw notFound();
  return stored;
}

const newWebhook = ({ caller, now }: SaveRequest) => ({
  uuid: randomUUID() as string as WebhookId,
  workspace: caller.workspace,
  createdOn: now,
  createdBy: caller.id,
});
