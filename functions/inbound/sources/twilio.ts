import { createHmac } from 'node:crypto';
import type { Channel } from '../../../shared/domain/channels/channel.ts';
import {
  type Arrived,
  type InboundReading,
  type InboundRequest,
  type InboundSource,
  isSame,
  NOTHING,
  paramsOf,
  said,
  UNPROVEN,
  urnOf,
} from '../source.ts';

type Pairs = readonly (readonly [name: string, value: string])[];

/** The parameters of a form. */
const formOf = ({ body }: Pick<InboundRequest, 'body'>): URLSearchParams => new URLSearchParams(body.toString('utf8'));

/** HMAC-SHA1 over the called URL and each sorted form parameter: twilio.com/docs/usage/security. */
function isTwilioSigned(request: InboundRequest, token: string): boolean {
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

/** Twilio's error code for a person who opted out there. */
const OPTED_OUT = '21610';

function read(request: InboundRequest, channel: Channel): InboundReading {
  if (!isTwilioSigned(request, channel.secret ?? '')) return UNPROVEN;
  // A POST has its parameters in the form; those of the URL are the user's own.
  const params = request.method === 'GET' ? paramsOf(request) : formOf(request);
  const id = params.get('MessageSid') ?? params.get('SmsSid');
  const status = params.get('MessageStatus') ?? params.get('SmsStatus');
  const from = params.get('From');
  const to = params.get('To');
  if (params.get('ErrorCode') === OPTED_OUT && to)
    return { arrived: [{ type: 'stop_contact', urn: urnOf(channel, to), id: id && `${id}.${OPTED_OUT}` }] };
  if (status !== null && !ARRIVES.has(status)) return NOTHING;
  if (!from || !id) return { arrived: [], bad: 1 };
  return { arrived: arrivedOf(params, senderOf(params, from, channel), id) };
}

/** WhatsApp's senders may lack its prefix, and have a number and an id of their own. */
function senderOf(params: URLSearchParams, from: string, channel: Channel): Pick<Arrived, 'urn' | 'alias'> {
  const isWhatsApp = params.get('To')?.startsWith('whatsapp:');
  const urn = urnOf(isWhatsApp ? { ...channel, scheme: 'whatsapp' } : channel, from);
  if (!urn.startsWith('whatsapp:')) return { urn };
  const [alias] = ['WaId', 'ExternalUserId']
    .map((name) => urnOf({ ...channel, scheme: 'whatsapp' }, params.get(name) ?? ''))
    .filter((one) => one !== 'whatsapp:' && one !== urn);
  return alias === undefined ? { urn } : { urn, alias };
}

/** Statuses of an incoming message; others are of a sent one. */
const ARRIVES: ReadonlySet<string> = new Set(['received', 'receiving']);

/** Twilio's own reading of a word in another language counts beside the workspace's words. */
function arrivedOf(params: URLSearchParams, sender: Pick<Arrived, 'urn' | 'alias'>, id: string): Arrived[] {
  const optOut = params.get('OptOutType')?.toUpperCase();
  const payload = optOut ?? params.get('ButtonPayload');
  const message = said({ ...sender, text: params.get('Body') ?? '', id, payload });
  return optOut === 'STOP' ? [message, { type: 'stop_contact', ...sender, id: `${id}.STOP` }] : [message];
}

const NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/** Twilio, SMS and WhatsApp: a message is answered with empty TwiML. */
export const twilio: InboundSource = { answer: { status: 200, type: 'text/xml', body: NO_REPLY }, read };
