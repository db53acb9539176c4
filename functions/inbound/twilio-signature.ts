import { createHmac } from 'node:crypto';
import { type InboundRequest, isSame } from './source.ts';

type Pairs = readonly (readonly [name: string, value: string])[];

/** The parameters of a form. */
export const formOf = ({ body }: Pick<InboundRequest, 'body'>): URLSearchParams =>
  new URLSearchParams(body.toString('utf8'));

/** HMAC-SHA1 over the called URL and each sorted form parameter: twilio.com/docs/usage/security. */
export function isTwilioSigned(request: InboundRequest, token: string): boolean {
  const { url, rawQuery, method, headers } = request;
  const called = rawQuery === '' ? url : `${url}?${rawQuery}`;
  const pairs = method === 'GET' ? [] : [...formOf(request)].sort(([one], [other]) => (one < other ? -1 : 1));
  if (isAmbiguous(pairs)) return false;
  const text = pairs.map((pair) => pair.join('')).join('');
  return [called, withPort(called)].some((of) =>
    isSame(
      headers['x-twilio-signature'],
      createHmac('sha1', token)
        .update(of + text)
        .digest('base64'),
    ),
  );
}

/** Some of Twilio's services sign the URL with its port. */
const withPort = (url: string): string => url.replace(/^(https:\/\/[^/:]+)(\/|$)/, '$1:443$2');

/** A number, or a name, of a channel. */
const ADDRESS = /^(?:[a-z]+:)?(?:\+?\d+|[A-Za-z][\w.-]*)?$/;

/** The form of each parameter that is read; null for a text of the person, which may hold anything. */
const READ: Readonly<Record<string, RegExp | null>> = {
  Body: null,
  ButtonPayload: null,
  ErrorCode: /^\d*$/,
  ExternalUserId: /^[\w.:-]*$/,
  From: ADDRESS,
  MessageSid: /^(?:[A-Z]{2}[0-9a-f]*)?$/,
  MessageStatus: /^[a-z]*$/,
  OptOutType: /^[A-Za-z]*$/,
  SmsSid: /^(?:[A-Z]{2}[0-9a-f]*)?$/,
  SmsStatus: /^[a-z]*$/,
  To: ADDRESS,
  WaId: /^\d*$/,
};

/** More texts of people, or about them. */
const TEXTS = /^(?:Body|Button\w+|ProfileName|ChannelMetadata|ErrorMessage|Referral\w*|Media\w*)$/;

/** A parameter that is read, with the beginning of a value, where no text is expected. */
const WITHIN =
  /Body|ErrorCode\d|(?:Message|Sms)(?:Sid[A-Z]{2}|Status[a-z])|OptOutType[A-Z]|WaId\d|(?:From|To)(?:\+|\d|[a-z]+:|City|State|Zip|Country)/;

/**
 * Whether other parameters could have the same signed text, in which nothing divides names and values. So each name
 * comes once, is a word of Twilio's form, and neither ends within a name that is read nor goes on behind it. A value
 * has its form, and holds no further parameter unless it is a text.
 */
const isAmbiguous = (sorted: Pairs): boolean =>
  sorted.some(
    ([name, value], place) =>
      name === sorted[place - 1]?.[0] ||
      !/^[A-Z]\w*$/.test(name) ||
      Object.keys(READ).some((known) => name !== known && (known.startsWith(name) || isBehind(name, known))) ||
      READ[name]?.test(value) === false ||
      (!TEXTS.test(name) && WITHIN.test(value)),
  );

/** `FromCity` is a name of Twilio's. */
const isBehind = (name: string, known: string): boolean =>
  name.startsWith(known) && !(/^(?:From|To)$/.test(known) && /^[A-Z]/.test(name.slice(known.length)));
