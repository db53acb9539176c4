import { randomBytes, randomUUID } from 'node:crypto';
import { isSupportedCountry } from 'libphonenumber-js/min';
import * as z from 'zod/mini';
import { changeChannel, createChannel, newAddress } from '../../shared/data/workspace/index.ts';
import { CHANNEL_KINDS, type Channel, KINDS } from '../../shared/domain/channels/channel.ts';
import type { ChannelId } from '../../shared/domain/ids.ts';
import { choice, flag, text } from '../../shared/domain/schema.ts';
import { created, ok, type Request, unkept } from '../../shared/lambda/endpoint.ts';
import { limitReached } from '../../shared/lambda/errors.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { changedMeanwhile, requireChannel } from './find.ts';
import { showChannel } from './present.ts';

const body = {
  kind: z.optional(choice(KINDS)),
  name: z.optional(text({ max: 64 })),
  secret: z.optional(text({ max: 500, trim: false })),
  country: z.optional(z.nullable(text({ min: 2, max: 2 }))),
  scheme: z.optional(choice(['tel', 'whatsapp', 'ext', 'facebook', 'telegram', 'viber'])),
  public_url: z.optional(text({ max: 500 })),
  rotate_address: z.optional(flag()),
};

type SaveRequest = Request<'uuid', typeof body>;

interface Command {
  readonly before: Channel | null;
  readonly channel: Channel;
  /** Its new address, and a secret that was made here: to be shown now, and never again. */
  readonly address: string | null;
  readonly secret: string | null;
}

/** POST channels.json: makes a channel (201), or changes the one of `?uuid=` (200). An address is shown in this answer only, so it takes no `Idempotency-Key`. */
export const save = unkept({
  summary: 'Make or change a channel; a workspace has 50 at most',
  roles: ['administrator'],
  params: { uuid: 'the channel to change' },
  body,
  async parse(request): Promise<Command | FieldErrors> {
    const { given, errors, query } = request;
    const before = query.uuid === undefined ? null : await requireChannel(request);
    check(request, before);
    return errors.none(given) ? commandOf(request, before) : errors;
  },
  async handle({ before, channel, address, secret }, { runtime }) {
    const { data } = runtime;
    if (before === null && !(await createChannel(data, channel))) throw limitReached();
    if (before !== null && !(await changeChannel(data, before, channel))) throw changedMeanwhile();
    const shown = {
      ...showChannel(channel),
      ...(address !== null && { address: `${channel.publicUrl}/in/${address}` }),
      ...(secret !== null && { secret }),
    };
    return before === null ? created(shown) : ok(shown);
  },
  replay: 'refused',
});

function check({ given, errors }: SaveRequest, before: Channel | null): void {
  const { kind = before?.kind, secret, country, public_url } = given;
  if (kind === undefined) errors.add('kind', 'This field is required.');
  if (before !== null && given.kind !== undefined && given.kind !== before.kind)
    errors.add('kind', 'The kind of a channel cannot be changed. Make another one.');
  const proof = kind && CHANNEL_KINDS[kind].proof;
  if (proof === 'secret' && before === null && secret === undefined) errors.add('secret', 'This field is required.');
  if (proof !== 'secret' && proof !== undefined && secret !== undefined)
    errors.add('secret', proof === 'own' ? 'The secret is made here.' : 'This kind of channel has no secret.');
  if (country && !isSupportedCountry(country.toUpperCase()))
    errors.add('country', `"${country}" is not an ISO-3166 country code, such as "RW".`);
  if (public_url !== undefined && !isBase(public_url))
    errors.add('public_url', 'What stands before /in/ in the address: https://, a host, and the path of a proxy.');
}

const isBase = (text: string): boolean =>
  /^https?:\/\/[^/?#\s]+(\/[^?#\s]*)?$/.test(text) && URL.canParse(text) && !text.endsWith('/');

function commandOf({ given, assets, caller, now, url }: SaveRequest, before: Channel | null): Command {
  const fresh = before === null || given.rotate_address ? newAddress() : null;
  const kind = before?.kind ?? given.kind ?? 'external';
  const own = before === null && CHANNEL_KINDS[kind].proof === 'own' ? randomBytes(32).toString('base64url') : null;
  const channel: Channel = {
    uuid: before?.uuid ?? (randomUUID() as string as ChannelId),
    workspace: caller.workspace,
    kind,
    name: given.name ?? before?.name ?? kind,
    secret: given.secret ?? own ?? before?.secret ?? null,
    hash: fresh?.hash ?? before?.hash ?? '',
    country:
      (given.country === undefined ? (before?.country ?? assets.settings.country) : given.country)?.toUpperCase() ??
      null,
    publicUrl: given.public_url ?? before?.publicUrl ?? new URL(url).origin,
    scheme: given.scheme ?? before?.scheme ?? (kind === 'whatsapp' ? 'whatsapp' : 'tel'),
    createdOn: before?.createdOn ?? now,
  };
  return { before, channel, address: fresh?.address ?? null, secret: own };
}
