import { timingSafeEqual } from 'node:crypto';
import type { Channel } from '../../shared/domain/channels/channel.ts';
import type { EventType } from '../../shared/domain/contacts/opt-out/inbound-event.ts';
import { parseOutside } from '../../shared/domain/text/json-nesting.ts';

/** A provider's request, as it came. */
export interface InboundRequest {
  readonly method: string;
  /** What follows the channel's address: `receive` in `/in/<address>/receive`, or nothing. */
  readonly action: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawQuery: string;
  /** Signatures are over these bytes, so they are not parsed before. */
  readonly body: Buffer;
  /** The URL that the provider called, without its query. */
  readonly url: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Something that came in, in the provider's words; it affects the contact like an event of `events.json`. */
export interface Arrived {
  readonly type: EventType;
  /** Scheme and path, not yet in normal form. */
  readonly urn: string;
  /** Another address of the same person, if the provider sends both. */
  readonly alias?: string;
  readonly text?: string;
  /** A button's meaning, or the provider's own reading of the text: searched for stop words, not stored. */
  readonly payload?: string;
  /** ISO 8601; now when left out. An unreadable time is now for an opt-out; it does not opt in: it may be older. */
  readonly occurredOn?: string;
  /** The provider's own id, by which it counts once; null or empty without one. */
  readonly id: string | null;
  /** The part of a long message, which arrives in parts with their own ids. */
  readonly part?: { readonly ref: string; readonly number: number; readonly total: number };
  /** Identifies it when there is no id; without either, each delivery counts. */
  readonly onceBy?: string;
}

/** Parts of a message that may be missing. */
interface Said extends Pick<Arrived, 'urn' | 'text' | 'id' | 'onceBy'> {
  readonly type?: EventType;
  readonly payload?: string | null | undefined;
  readonly occurredOn?: string | undefined;
  readonly part?: Arrived['part'] | null;
  readonly alias?: string | null | undefined;
}

/** A person's message, or another event, with the given parts. */
export const said = ({ type = 'msg_received', payload, occurredOn, part, alias, ...rest }: Said): Arrived => ({
  type,
  ...rest,
  ...(payload && { payload }),
  ...(occurredOn && { occurredOn }),
  ...(part && { part }),
  ...(alias && { alias }),
});

export interface InboundAnswer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
}

export interface Arrivals {
  readonly arrived: readonly Arrived[];
  /** Items that could not be read; the others are accepted. */
  readonly bad?: number;
  /** Replaces the provider's usual answer. */
  readonly answer?: InboundAnswer;
}

/** The content of a request, or its refusal for lack of proof. */
export type InboundReading = Refused | Arrivals;

interface Refused {
  readonly refused: true;
  /** 403 by default; another if the provider may prove itself when it sends again. */
  readonly status?: number;
}

/** Calls a known host of the provider by GET, without redirects: the text of a 200; throws for anything else. */
export type CallProvider = (url: string) => Promise<string>;

export interface InboundSource {
  readonly answer: InboundAnswer;
  /** What makes the sender send again what was not taken; 503 unless said, because some take a 4xx for "accepted". */
  readonly later?: number;
  /** Throws when it cannot decide now: the answer is a 500, after which the provider sends again. */
  read(request: InboundRequest, channel: Channel, ask: CallProvider): InboundReading | Promise<InboundReading>;
}

export const UNPROVEN: Refused = { refused: true };
export const NOTHING: Arrivals = { arrived: [] };

/** Compares in constant time, so that the time does not tell how much is right. */
export function isSame(given: string | undefined, own: string): boolean {
  const one = Buffer.from(given ?? '');
  const other = Buffer.from(own);
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Parameters of the query, then of a form. The body of a GET is ignored, because it is not signed. */
export function paramsOf({ method, rawQuery, body, headers }: InboundRequest): URLSearchParams {
  const params = new URLSearchParams(rawQuery);
  if (method === 'GET') return params;
  if (isJson(headers)) {
    for (const [name, value] of Object.entries(objectIn(body) ?? {}))
      if (typeof value === 'string' || typeof value === 'number') params.append(name, String(value));
    return params;
  }
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) params.append(name, value);
  return params;
}

const isJson = (headers: InboundRequest['headers']): boolean => /\bjson\b/i.test(headers['content-type'] ?? '');

export type JsonFields = Readonly<Record<string, unknown>>;

/** The object of a JSON text; null for anything else, and for one nested too deeply. */
export const objectIn = (body: Buffer | string): JsonFields | null => fieldsOf(parseOutside(body.toString('utf8')));

export const fieldsOf = (value: unknown): JsonFields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonFields) : null;

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const stringOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

/** Reads each item by itself: one that cannot be read is counted, and the others are kept. */
export function eachItem(
  items: readonly unknown[],
  read: (item: JsonFields, place: number) => readonly Arrived[] | null,
): Arrivals {
  const readings = items.map((item, place) => {
    const fields = fieldsOf(item);
    return fields && read(fields, place);
  });
  return { arrived: readings.flatMap((some) => some ?? []), bad: readings.filter((some) => some === null).length };
}

/** Twilio's names of channels: RCS uses phone numbers. */
const OTHER_NAMES: Readonly<Record<string, string>> = { rcs: 'tel', messenger: 'facebook' };

/**
 * The address of a sender: digits with country code, mostly without `+`; a name (`MTN`) or short code stays as it is.
 * @param international - whether bare digits have a country code (a leading 0 means the channel's country)
 */
export function urnOf({ scheme }: Channel, sender: string, international = false): string {
  const [, own, rest] = /^(whatsapp|tel|rcs|viber|telegram|facebook|messenger):(.*)$/is.exec(sender.trim()) ?? [];
  const path = rest ?? sender.trim();
  const named = own?.toLowerCase() ?? scheme;
  const of = OTHER_NAMES[named] ?? named;
  if (of === 'whatsapp') return `whatsapp:${path.replace(/^\+/, '')}`;
  return of === 'tel' && international && /^[1-9]\d{7,14}$/.test(path) ? `tel:+${path}` : `${of}:${path}`;
}

/** Unix seconds or milliseconds as ISO 8601; undefined for anything else. */
export function unixTime(value: unknown): string | undefined {
  const number = Number(stringOf(value) || Number.NaN);
  if (!Number.isFinite(number) || number <= 0 || number > 1e14) return undefined;
  return new Date(number > 1e11 ? number : number * 1000).toISOString();
}

/** `2026-01-02 06:04:05` without a zone is UTC. */
export const utcTime = (text: string | null | undefined): string | undefined =>
  text ? text.trim().replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/, '$1T$2Z') : undefined;
