import { isSupportedCountry } from 'libphonenumber-js/min';
import { CHANNEL_KINDS, type Channel, type ChannelKind } from '../../shared/domain/channels/channel.ts';
import { topicIn } from '../../shared/domain/channels/topic.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';

/** The given parts of a channel. */
interface Given {
  readonly kind?: ChannelKind | undefined;
  readonly secret?: string | undefined;
  readonly rotate_secret?: boolean | undefined;
  readonly country?: string | null | undefined;
  readonly public_url?: string | undefined;
  readonly number?: string | null | undefined;
  readonly topic?: string | null | undefined;
}

/** Adds the errors of a new or changed channel. */
export function checkChannel(given: Given, errors: FieldErrors, before: Channel | null): void {
  const { kind = before?.kind, country, public_url } = given;
  if (country && !isSupportedCountry(country.toUpperCase()))
    errors.add('country', `"${country}" is not an ISO-3166 country code, such as "RW".`);
  if (public_url !== undefined && !isBase(public_url))
    errors.add('public_url', 'What stands before /in/ in the address: https://, a host, and the path of a proxy.');
  if (kind === undefined) errors.add('kind', 'This field is required.');
  else checkByKind(kind, given, errors, before);
}

function checkByKind(kind: ChannelKind, given: Given, errors: FieldErrors, before: Channel | null): void {
  const { secret, rotate_secret } = given;
  const { proof } = CHANNEL_KINDS[kind];
  if (before !== null && kind !== before.kind)
    errors.add('kind', 'The kind of a channel cannot be changed. Make another one.');
  if (proof === 'secret' && before === null && secret === undefined) errors.add('secret', 'This field is required.');
  if (proof !== 'secret' && secret !== undefined)
    errors.add('secret', proof === 'own' ? 'The secret is made here.' : 'This kind of channel has no secret.');
  if (rotate_secret && proof !== 'own')
    errors.add('rotate_secret', 'Only a secret that is made here can be made anew. Send the new one as "secret".');
  if (proof === 'topic') checkOfAws(kind, given, errors, before);
  else
    for (const name of ['number', 'topic'] as const)
      if (given[name]) errors.add(name, `Only channels of AWS have a ${name}.`);
}

const isBase = (text: string): boolean =>
  /^https?:\/\/[^/?#\s]+(\/[^?#\s]*)?$/.test(text) && URL.canParse(text) && !text.endsWith('/');

/** By kind, how AWS writes numbers; one in another form would never be found. */
const NUMBERS: Readonly<Partial<Record<ChannelKind, { readonly form: RegExp; readonly said: string }>>> = {
  aws_sms: { form: /^(\+[1-9]\d{6,14}|\d{3,8})$/, said: 'A number with + and its country code, or a short code.' },
  aws_whatsapp: { form: /^\d{5,20}$/, said: "Meta's id of the phone number: digits." },
};

function checkOfAws(kind: ChannelKind, given: Given, errors: FieldErrors, before: Channel | null): void {
  const { number = before?.number ?? null, topic = before?.topic ?? null } = given;
  if (number === null && topic === null)
    errors.add('number', 'Give the number to which people write, or the topic that sends here.');
  const { form, said } = NUMBERS[kind] ?? {};
  if (given.number && said && !form?.test(given.number)) errors.add('number', said);
  if (given.topic && topicIn(given.topic) === null)
    errors.add('topic', 'The ARN of an SNS topic that is not FIFO: arn:aws:sns:<region>:<account>:<name>.');
}
