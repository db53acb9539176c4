import type { Body } from '../../common/api/types.ts';
import type { Channel } from './api.ts';

type Kind = Channel['kind'];
export type ChannelBody = Body<'channels'>;

/** A channel as it is typed. */
export interface ChannelDraft {
  /** Null while none is chosen. */
  readonly kind: Kind | null;
  readonly name: string;
  readonly secret: string;
  readonly scheme: string;
  readonly country: string;
  readonly publicUrl: string;
  readonly number: string;
  readonly topic: string;
}

/** Those whose senders sign with a secret that they have given. */
export const hasSecret = ({ kind }: ChannelDraft): boolean =>
  kind !== null && ['twilio', 'telerivet', 'vonage', 'whatsapp'].includes(kind);

/** Those that are told apart by the number that people write to, or the topic by which it comes. */
export const isOfAws = ({ kind }: ChannelDraft): boolean => kind === 'aws_sms' || kind === 'aws_whatsapp';

/** What a sender that says no scheme may mean. */
export const SCHEMES = ['tel', 'whatsapp', 'ext', 'facebook', 'telegram', 'viber'];

/** @param channel - null for a new one, of which the service knows what is usual */
export const draftOf = (channel: Channel | null): ChannelDraft => ({
  kind: channel?.kind ?? null,
  name: channel?.name ?? '',
  secret: '',
  scheme: channel?.scheme ?? '',
  country: channel?.country ?? '',
  publicUrl: channel?.public_url ?? '',
  number: channel?.number ?? '',
  topic: channel?.topic ?? '',
});

/** Whether it says all that is needed: of a channel that there is, a secret that is not typed stays as it was. */
export function isComplete(draft: ChannelDraft, isNew: boolean): boolean {
  const { kind, name, secret, number, topic } = draft;
  if (kind === null || name.trim() === '') return false;
  if (isOfAws(draft) && number.trim() === '' && topic.trim() === '') return false;
  return !isNew || !hasSecret(draft) || secret !== '';
}

/** What channels.json is sent: of a new channel all that was typed, of another only what was changed. */
export function bodyOf(draft: ChannelDraft, channel: Channel | null): ChannelBody {
  const before = draftOf(channel);
  const isChanged = (key: keyof ChannelDraft) => draft[key] !== before[key];
  const { kind, secret, scheme, publicUrl } = draft;
  return {
    ...(channel === null && kind !== null && { kind }),
    ...(isChanged('name') && { name: draft.name.trim() }),
    ...(hasSecret(draft) && secret !== '' && { secret }),
    ...(isChanged('scheme') && { scheme: scheme as NonNullable<ChannelBody['scheme']> }),
    ...(isChanged('country') && { country: draft.country.trim() || null }),
    ...(isChanged('publicUrl') && { public_url: publicUrl.trim() }),
    ...(isOfAws(draft) && isChanged('number') && { number: draft.number.trim() || null }),
    ...(isOfAws(draft) && isChanged('topic') && { topic: draft.topic.trim() || null }),
  };
}
