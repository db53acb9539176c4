import { createHash, createHmac } from 'node:crypto';
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
  utcTime,
} from '../source.ts';
import { messageIn, readOfMessages } from '../vonage-messages.ts';

/** Deliveries are repeated for a day. */
const LATEST_SECONDS = 25 * 3_600;

function read(request: InboundRequest, channel: Channel): InboundReading {
  const ofMessages = messageIn(request);
  if (ofMessages !== null) return readOfMessages(ofMessages, request, channel);
  const params = paramsOf(request);
  // The dashboard tests an address with an empty request.
  if (!params.has('msisdn') && !params.has('to')) return NOTHING;
  if (!isSigned(params, channel.secret ?? '', request.now)) return UNPROVEN;
  const from = params.get('msisdn');
  const id = params.get('messageId');
  if (params.has('status')) return optsOut(params, channel);
  if (!from || !id) return { arrived: [], bad: 1 };
  const occurredOn = utcTime(params.get('message-timestamp'));
  const urn = urnOf(channel, from, true);
  const text = params.get('text') ?? '';
  const part = partIn(params);
  return { arrived: [said({ urn, text, id, occurredOn, part })] };
}

/** Parts of a long message come in any order. Some carriers do not mark them, so each of theirs is a message. */
function partIn(params: URLSearchParams): Arrived['part'] | null {
  const ref = params.get('concat-ref');
  const number = whole(params.get('concat-part'));
  const total = whole(params.get('concat-total'));
  const isPart = params.get('concat') === 'true' && ref && number && total && total > 1 && number <= total;
  return isPart ? { ref, number, total } : null;
}

/** A byte, as in the header of a part. */
const whole = (text: string | null): number | null =>
  /^[1-9]\d{0,2}$/.test(text ?? '') ? Math.min(255, Number(text)) : null;

/** A receipt of a message that was not delivered because the person opted out at Vonage. */
function optsOut(params: URLSearchParams, channel: Channel): InboundReading {
  const person = params.get('msisdn');
  const id = params.get('messageId');
  if (params.get('err-code') !== '9' || !person) return NOTHING;
  return { arrived: [{ type: 'stop_contact', urn: urnOf(channel, person, true), id: id && `${id}.9` }] };
}

const HMACS: Readonly<Record<number, readonly string[]>> = {
  32: ['md5'],
  40: ['sha1'],
  64: ['sha256'],
  128: ['sha512'],
};

/** Over all parameters but `sig`, by any method of the account: developer.vonage.com, signing messages. */
function isSigned(params: URLSearchParams, secret: string, now: number): boolean {
  const sig = params.get('sig')?.toLowerCase() ?? '';
  const timestamp = Number(params.get('timestamp') ?? Number.NaN);
  if (isAmbiguous(params) || !(Math.abs(now - timestamp) <= LATEST_SECONDS)) return false;
  const signed = [...params]
    .filter(([name]) => name !== 'sig')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `&${name}=${value.replace(/[&=]/g, '_')}`)
    .join('');
  const own = (HMACS[sig.length] ?? []).map((hash) => createHmac(hash, secret).update(signed).digest('hex'));
  return [
    ...own,
    createHash('md5')
      .update(signed + secret)
      .digest('hex'),
  ].some((one) => isSame(sig, one));
}

/** Whether other parameters could have the same signed text: a name that holds one, or a name that comes twice. */
function isAmbiguous(params: URLSearchParams): boolean {
  const names = [...params.keys()];
  return new Set(names).size < names.length || names.some((name) => /[&=]/.test(name));
}

/** Vonage: its SMS API, GET or POST, and its Messages API. */
export const vonage: InboundSource = { answer: { status: 200 }, read };
