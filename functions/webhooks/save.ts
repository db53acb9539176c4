import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { changeWebhook, createWebhook } from '../../shared/data/workspace/index.ts';
import { CIRCUITS, CLOSED, circuitOf } from '../../shared/domain/bus/circuit.ts';
import { UNTRIED, type Webhook } from '../../shared/domain/bus/webhook.ts';
import { BUS_TYPES } from '../../shared/domain/bus-types.ts';
import type { WebhookId } from '../../shared/domain/ids.ts';
import { choice, flag, list, text } from '../../shared/domain/schema.ts';
import { WEB_ADDRESS } from '../../shared/domain/text-forms.ts';
import { created, ok, type Request, type RequestContext, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { limitReached, notFound } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { named, orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { coded, codeOf, sentenceOf } from '../../shared/lambda/http/refusals.ts';
import { newWebhookSecret } from '../../shared/services/webhooks/signature.ts';
import { webhookUrlProblem } from '../../shared/services/webhooks/webhook-url.ts';

const body = {
  url: z.optional(text({ max: 2_000, form: WEB_ADDRESS })),
  events: z.optional(list(choice(BUS_TYPES), 100, { code: 'no_event_types' })),
  rotate_secret: z.optional(flag()),
};

export const webhookShown = presenter<Webhook, Pick<RequestContext, 'codes' | 'now'>>('Webhook')({
  uuid: z.uuid(),
  url: z.string(),
  events: z.array(z.enum(BUS_TYPES)),
  status: [z.enum(['working', 'failing', 'disabled']), statusOf],
  last_error: [z.nullable(z.string()), ({ lastError }) => lastError && sentenceOf(lastError)],
  codes: [
    z.optional(z.object({ last_error: coded })),
    ({ lastError }, { codes }) => (codes && lastError !== null ? { last_error: codeOf(lastError) } : undefined),
  ],
  failing_since: orNull(timestamp),
  circuit: [z.enum(CIRCUITS), (webhook, { now }) => circuitOf(webhook, now)],
  open_until: orNull(timestamp),
  waiting: [z.int(), ({ waiting }) => Math.max(0, waiting)],
  given_up: z.int(),
  created_on: timestamp,
});

function statusOf({ enabled, failingSince }: Webhook) {
  if (!enabled) return 'disabled';
  return failingSince === null ? 'working' : 'failing';
}

interface Command {
  readonly uuid: WebhookId | null;
  readonly url: string | undefined;
  readonly events: Webhook['events'] | undefined;
  /** A secret made now, and therefore shown. */
  readonly secret: string | null;
}

/** POST webhooks.json: makes or changes (`?uuid=`) a webhook. Only this answer has its secret: no `Idempotency-Key`. */
export const saveWebhook = unkeptEndpoint({
  summary: 'Create or change a webhook; a workspace has 10 at most',
  answers: {
    200: named('SavedWebhook', z.extend(webhookShown.schema, { secret: z.optional(z.string()) })),
    /** With the secret, which is only shown here. */
    201: named('NewWebhook', z.extend(webhookShown.schema, { secret: z.string() })),
  },
  roles: ['administrator'],
  params: { uuid: byUuid('the webhook to change') },
  body,
  forms: [
    { name: 'create', required: ['url', 'events'], without: 'uuid' },
    { name: 'change', with: 'uuid' },
  ],
  strict: true,
  parse(request): Command | FieldErrors {
    const { given, errors, query } = request;
    const uuid = query.uuid === undefined ? null : requireUuid<WebhookId>(query, 'uuid');
    checkBody(request, uuid === null);
    if (!errors.none(given)) return errors;
    const secret = uuid === null || given.rotate_secret ? newWebhookSecret() : null;
    return { uuid, url: given.url, events: given.events, secret };
  },
  async handle(command, context) {
    const webhook =
      command.uuid === null ? await create(command, context) : await change(command.uuid, command, context);
    const shown = {
      ...webhookShown.show(webhook, context),
      ...(command.secret !== null && { secret: command.secret }),
    };
    return command.uuid === null ? created(shown) : ok(shown);
  },
  audit: ({ url, events, secret }, _, { body: shown }) => ({
    kind: 'webhook.saved',
    about: (shown as { readonly uuid: string }).uuid,
    details: { ...(url !== undefined && { host: new URL(url).host }), events, new_secret: secret !== null },
  }),
  replay: 'refused',
});

type SaveRequest = Request<'uuid', typeof body>;

function checkBody({ given, errors, runtime: { config }, url: asked }: SaveRequest, isNew: boolean): void {
  const { url, events } = given;
  if (isNew && url === undefined) errors.add('url', { code: 'required' });
  if (isNew && events === undefined) errors.add('events', { code: 'required' });
  const own = [...config.ownHosts, new URL(asked).host];
  if (url !== undefined)
    errors.add(
      'url',
      webhookUrlProblem(url, { toLoopback: config.webhooksToLoopback, sendsNothing: config.sendsNothing, own }),
    );
}

async function create(
  { url = '', events = [], secret }: Command,
  { runtime, caller, now }: RequestContext,
): Promise<Webhook> {
  const webhook: Webhook = {
    uuid: randomUUID() as string as WebhookId,
    workspace: caller.workspace,
    url,
    events,
    secret: secret ?? '',
    ...UNTRIED,
    enabled: true,
    createdOn: now,
    createdBy: caller.id,
  };
  if (!(await createWebhook(runtime.data, webhook))) throw limitReached();
  return webhook;
}

async function change(
  uuid: WebhookId,
  { url, events, secret }: Command,
  { runtime, caller }: RequestContext,
): Promise<Webhook> {
  const set = {
    ...(url !== undefined && { url }),
    ...(events && { events }),
    ...(secret !== null && { secret }),
    ...WORKS,
  };
  const webhook = await changeWebhook(runtime.data, caller.workspace, uuid, set);
  if (webhook === null) throw notFound();
  return webhook;
}

/** Saving enables a webhook again, and closes its circuit. What waits goes on waiting. */
const WORKS = { enabled: true, failingSince: null, lastError: null, givenUp: 0, ...CLOSED } as const;
