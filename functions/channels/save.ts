import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { changeChannel, createChannel, type NotStored, newAddress } from '../../shared/data/workspace/index.ts';
import { type Day, dayText } from '../../shared/domain/calendar/days.ts';
import { CHANNEL_KINDS, type Channel, KINDS } from '../../shared/domain/channels/channel.ts';
import { countryCode } from '../../shared/domain/countries.ts';
import type { ChannelId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { choice, flag, text } from '../../shared/domain/schema.ts';
import { WEB_ADDRESS } from '../../shared/domain/text-forms.ts';
import { saved } from '../../shared/lambda/http/answers.ts';
import { type BodyForm, created, ok, type Request, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { type ApiError, limitReached, refuseField } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { named, optional, presenter, sharedFields, timestamp } from '../../shared/lambda/http/presenter.ts';
import { newWebhookSecret } from '../../shared/services/webhooks/signature.ts';
import { checkChannel } from './check.ts';
import { changedMeanwhile, requireChannel } from './find.ts';

/** An SNS topic that is not FIFO; `checkChannel` knows more of them. */
const TOPIC = '^arn:aws:sns:[a-z]{2}-[a-z]{4,9}-[1-9]:[0-9]{12}:[A-Za-z0-9_-]{1,80}$';

const body = {
  kind: z.optional(choice(KINDS)),
  name: z.optional(text({ max: 64 })),
  secret: z.optional(text({ max: 500, trim: false })),
  country: z.optional(countryCode()),
  scheme: z.optional(choice(['tel', 'whatsapp', 'ext', 'facebook', 'telegram', 'viber'])),
  public_url: z.optional(text({ max: 500, form: WEB_ADDRESS })),
  number: z.optional(z.nullable(text({ max: 20 }))),
  topic: z.optional(z.nullable(text({ max: 400, form: { pattern: TOPIC } }))),
  rotate_address: z.optional(flag()),
  rotate_secret: z.optional(flag()),
};

const OF_ALL = ['kind', 'name', 'country', 'scheme', 'public_url'];
const kindsBy = (...proofs: readonly string[]) => KINDS.filter((kind) => proofs.includes(CHANNEL_KINDS[kind].proof));

/** What a new channel needs, by what proves its messages. */
const forms: readonly BodyForm[] = [
  { name: 'create', fields: OF_ALL, required: ['kind'], values: { kind: kindsBy('address', 'own') }, without: 'uuid' },
  {
    name: 'create_with_secret',
    fields: [...OF_ALL, 'secret'],
    required: ['kind', 'secret'],
    values: { kind: kindsBy('secret') },
    without: 'uuid',
  },
  {
    name: 'create_by_number',
    fields: [...OF_ALL, 'number', 'topic'],
    required: ['kind', 'number'],
    values: { kind: kindsBy('topic') },
    without: 'uuid',
  },
  { name: 'change', with: 'uuid' },
];

/** Without its secret, and without its address, which is not stored. */
const SHOWN = sharedFields<Channel>()({
  uuid: z.uuid(),
  kind: z.enum(KINDS),
  name: z.string(),
  country: z.nullable(z.string()),
  scheme: z.string(),
  public_url: z.string(),
  number: z.nullable(z.string()),
  topic: z.nullable(z.string()),
  created_on: timestamp,
});

const channelShown = presenter<Channel>('Channel')(SHOWN);

interface Listed extends Channel {
  readonly lastMessageOn: Instant | undefined;
  readonly silentSince: Day | undefined;
}

/** With when something arrived last, to a quarter of an hour, and since when far less does; absent: never, or not. */
export const channelListed = presenter<Listed>('ListedChannel')({
  ...SHOWN,
  last_message_on: optional(timestamp),
  silent_since: [
    optional(z.string()),
    ({ silentSince }) => (silentSince === undefined ? undefined : dayText(silentSince)),
  ],
});

/** Its address is shown when it is made, and a secret if it was made here. */
const savedSchema = named(
  'SavedChannel',
  z.extend(channelShown.schema, { address: z.optional(z.string()), secret: z.optional(z.string()) }),
);

type SaveRequest = Request<'uuid', typeof body>;

interface Command {
  readonly before: Channel | null;
  readonly channel: Channel;
  /** Its new address, and a secret made here, which are only shown now. */
  readonly address: string | null;
  readonly secret: string | null;
}

/** POST channels.json: makes or changes (`?uuid=`) a channel. The address is shown only here: no `Idempotency-Key`. */
export const saveChannel = unkeptEndpoint({
  summary: 'Create or change a channel; a workspace has 50 at most',
  answers: saved(savedSchema),
  roles: ['administrator'],
  params: { uuid: byUuid('the channel to change') },
  body,
  forms,
  strict: true,
  async parse(request): Promise<Command | FieldErrors> {
    const { given, errors, query } = request;
    const before = query.uuid === undefined ? null : await requireChannel(request);
    checkChannel(given, errors, before);
    return errors.none(given) ? commandOf(request, before) : errors;
  },
  async handle({ before, channel, address, secret }, { runtime }) {
    const { data } = runtime;
    const problem = await (before === null ? createChannel(data, channel) : changeChannel(data, before, channel));
    if (problem !== null) throw REFUSALS[problem]();
    const shown = {
      ...channelShown.show(channel),
      ...(address !== null && { address: `${channel.publicUrl}/in/${address}` }),
      ...(secret !== null && { secret }),
    };
    return before === null ? created(shown) : ok(shown);
  },
  audit: ({ before, channel, address, secret }) => ({
    kind: 'channel.saved',
    about: channel.uuid,
    details: { kind: channel.kind, new: before === null, new_address: address !== null, new_secret: secret !== null },
  }),
  replay: 'refused',
});

const REFUSALS: Readonly<Record<NotStored, () => ApiError>> = {
  limit: limitReached,
  changed: changedMeanwhile,
  number: () => refuseField('number', { code: 'channel_number_taken' }),
};

function commandOf({ given, assets, caller, now, url }: SaveRequest, before: Channel | null): Command {
  const fresh = before === null || given.rotate_address ? newAddress() : null;
  const kind = before?.kind ?? given.kind ?? 'external';
  const isOwn = CHANNEL_KINDS[kind].proof === 'own';
  const own = isOwn && (before === null || given.rotate_secret) ? newWebhookSecret() : null;
  const channel: Channel = {
    uuid: before?.uuid ?? (randomUUID() as string as ChannelId),
    workspace: caller.workspace,
    kind,
    name: given.name ?? before?.name ?? kind,
    secret: given.secret ?? own ?? before?.secret ?? null,
    hash: fresh?.hash ?? before?.hash ?? '',
    country: (given.country === undefined ? (before?.country ?? assets.settings.country) : given.country) ?? null,
    publicUrl: given.public_url ?? before?.publicUrl ?? new URL(url).origin,
    scheme: given.scheme ?? before?.scheme ?? CHANNEL_KINDS[kind].scheme,
    number: given.number === undefined ? (before?.number ?? null) : given.number,
    topic: given.topic === undefined ? (before?.topic ?? null) : given.topic,
    createdOn: before?.createdOn ?? now,
  };
  return { before, channel, address: fresh?.address ?? null, secret: own };
}
