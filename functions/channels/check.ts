import { CHANNEL_KINDS, type Channel, type ChannelKind } from '../../shared/domain/channels/channel.ts';
import { topicIn } from '../../shared/domain/channels/topic.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';

interface Given {
  readonly kind?: ChannelKind | undefined;
  readonly secret?: string | undefined;
  readonly rotate_secret?: boolean | undefined;
  readonly public_url?: string | undefined;
  readonly number?: string | null | undefined;
  readonly topic?: string | null | undefined;
}

export function checkChannel(given: Given, errors: FieldErrors, before: Channel | null): void {
  const { kind = before?.kind, public_url } = given;
  if (public_url !== undefined && !isBase(public_url)) errors.add('public_url', { code: 'channel_public_url' });
  if (kind === undefined) errors.add('kind', { code: 'required' });
  else checkByKind(kind, given, errors, before);
}

function checkByKind(kind: ChannelKind, given: Given, errors: FieldErrors, before: Channel | null): void {
  const { secret, rotate_secret } = given;
  const { proof } = CHANNEL_KINDS[kind];
  if (before !== null && kind !== before.kind) errors.add('kind', { code: 'channel_kind_stays' });
  if (proof === 'secret' && before === null && secret === undefined) errors.add('secret', { code: 'required' });
  if (proof !== 'secret' && secret !== undefined)
    errors.add('secret', { code: proof === 'own' ? 'channel_secret_made_here' : 'channel_no_secret' });
  if (rotate_secret && proof !== 'own') errors.add('rotate_secret', { code: 'channel_secret_theirs' });
  if (proof === 'topic') checkOfAws(kind, given, errors, before);
  else
    for (const name of ['number', 'topic'] as const)
      if (given[name]) errors.add(name, { code: 'channel_aws_only', what: name });
}

const isBase = (text: string): boolean =>
  /^https?:\/\/[^/?#\s]+(\/[^?#\s]*)?$/.test(text) && URL.canParse(text) && !text.endsWith('/');

function checkOfAws(kind: ChannelKind, given: Given, errors: FieldErrors, before: Channel | null): void {
  const { number = before?.number ?? null, topic = before?.topic ?? null } = given;
  if (number === null && topic === null) errors.add('number', { code: 'channel_number_or_topic' });
  const { number: own } = CHANNEL_KINDS[kind];
  if (given.number && own?.form.test(given.number) === false) errors.add('number', own.wrong);
  if (given.topic && topicIn(given.topic) === null) errors.add('topic', { code: 'channel_topic' });
}
