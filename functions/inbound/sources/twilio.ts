import type { Channel } from '../../../shared/domain/channels/channel.ts';
import {
  type Arrived,
  type InboundReading,
  type InboundRequest,
  type InboundSource,
  NOTHING,
  paramsOf,
  said,
  UNPROVEN,
  urnOf,
} from '../source.ts';
import { formOf, isTwilioSigned } from '../twilio-signature.ts';

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
