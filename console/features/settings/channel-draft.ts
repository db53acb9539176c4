import type { Body } from '../../common/api/index.ts';
import type { Channel } from './api.ts';

type Kind = Channel['kind'];
type ChannelBody = Body<'channels'>;
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

/** Whether the provider signs with a secret of its own. */
export const hasSecret = ({ kind }: ChannelDraft): boolean =>
  kind !== null && ['twilio', 'telerivet', 'vonage', 'whatsapp'].includes(kind);

/** Whether a number or an SNS topic identifies the channel. */
export const isOfAws = ({ kind }: ChannelDraft): boolean => kind === 'aws_sms' || kind === 'aws_whatsapp';
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

/** Whether a draft is complete. An existing channel keeps its secret when none is typed. */
export function isComplete(draft: ChannelDraft, isNew: boolean): boolean {
  const { kind, name, secret, number, topic } = draft;
  if (kind === null || name.trim() === '') return false;
  if (isOfAws(draft) && number.trim() === '' && topic.trim() === '') return false;
  return !isNew || !hasSecret(draft) || secret !== '';
}

/** The body of channels.json, with the values that differ from the channel. */
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
