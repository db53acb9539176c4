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

/** Twilio's error code for a person who opted out there. */
const OPTED_OUT = '21610';

function read(request: InboundRequest, channel: Channel): InboundReading {
  if (!isSigned(request, channel.secret ?? '')) return UNPROVEN;
  const params = paramsOf(request);
  const id = params.get('MessageSid') ?? params.get('SmsSid');
  const status = params.get('MessageStatus') ?? params.get('SmsStatus');
  const [from, to] = [params.get('From'), params.get('To')];
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

/** HMAC-SHA1 over the called URL and each sorted form parameter: twilio.com/docs/usage/security. */
function isSigned({ url, rawQuery, body, method, headers }: InboundRequest, token: string): boolean {
  const called = rawQuery === '' ? url : `${url}?${rawQuery}`;
  const form = new URLSearchParams(method === 'GET' ? '' : body.toString('utf8'));
  const names = [...new Set(form.keys())].sort();
  const values = names.flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => `${name}${value}`));
  const own = (of: string) =>
    createHmac('sha1', token)
      .update(of + values.join(''))
      .digest('base64');
  return [called, withPort(called)].some((of) => isSame(headers['x-twilio-signature'], own(of)));
}

/** Some of Twilio's services sign the URL with its port. */
const withPort = (url: string): string => url.replace(/^(https:\/\/[^/:]+)(\/|$)/, '$1:443$2');

const NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/** Twilio, SMS and WhatsApp: a message is answered with empty TwiML. */
export const twilio: InboundSource = { answer: { status: 200, type: 'text/xml', body: NO_REPLY }, read };
