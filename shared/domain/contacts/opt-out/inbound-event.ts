import type { Instant } from '../../instant.ts';
import type { Settings } from '../../workspace.ts';
import type { Contact } from '../contact.ts';
import type { Modifier } from '../modifiers/modifier.ts';
import { meaningOf } from './words.ts';

/** What comes in from a person, through a channel (TextIt 2.5, 2.7). */
export const EVENT_TYPES = [
  'msg_received',
  'stop_contact',
  'new_conversation',
  'referral',
  'mo_call',
  'mo_miss',
  'welcome_message',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface InboundEvent {
  readonly type: EventType;
  /** Of a message, and what else of it is text: the payload of a button. */
  readonly texts: readonly string[];
  readonly at: Instant;
  /** `at` is when it arrived: when it was said could not be read. */
  readonly undated?: boolean | undefined;
}

/** By these a person gets in touch: all of them opt in, unless the workspace wants a start word. */
const IN_TOUCH: ReadonlySet<EventType> = new Set(['msg_received', 'new_conversation', 'referral']);

/**
 * What the person says about messages, if anything: the one decision on opt-outs that come in (docs/adr/037). What has a time that cannot be read does not
 * opt in: it may have been said before the opt-out.
 */
export function wordIn({ type, texts, at: on, undated = false }: InboundEvent, settings: Settings): Modifier | null {
  const meaning = type === 'msg_received' ? meaningOf(texts, settings) : null;
  if (type === 'stop_contact' || meaning?.is === 'stop') return say('out', on, meaning?.word);
  const isIn = settings.optsInBy === 'start_words' ? meaning?.is === 'start' : IN_TOUCH.has(type);
  return isIn && !undated && meaning?.is !== 'help' ? say('in', on, meaning?.word) : null;
}

const say = (says: 'in' | 'out', on: Instant, word: string | undefined): Modifier => ({
  type: 'word',
  says,
  on,
  ...(word !== undefined && { word }),
});

/**
 * What an incoming event does to its contact (TextIt 2.5 to 2.7). Opting out or in comes first, being seen last.
 * Blocked contacts stay blocked: their messages are a sign of life all the same, an opt-out is remembered, their other events do nothing.
 */
export function effectOf(heard: InboundEvent, { status }: Pick<Contact, 'status'>, settings: Settings): Modifier[] {
  const { type, at } = heard;
  const word = wordIn(heard, settings);
  const said = word === null ? [] : [word];
  const seen: Modifier = { type: 'seen', seenOn: at };
  if (status !== 'blocked' || type === 'msg_received') return [...said, seen];
  return type === 'stop_contact' ? said : [];
}
