import type { Instant } from '../../instant.ts';
import type { Settings } from '../../workspace.ts';
import type { Contact } from '../contact.ts';
import type { Modifier } from '../modifiers/modifier.ts';
import { meaningOf } from './words.ts';

/** What a person sends through a channel (TextIt 2.5, 2.7). */
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
  /** A message's text and other texts, such as a button's payload. */
  readonly texts: readonly string[];
  readonly at: Instant;
  /** The time it was said is unknown; `at` is when it arrived. */
  readonly undated?: boolean | undefined;
}

/** Events by which a person gets in touch. All of them opt in, unless the workspace requires a start word. */
const IN_TOUCH: ReadonlySet<EventType> = new Set(['msg_received', 'new_conversation', 'referral']);

/** The opt-out or opt-in in an event, decided only here (ADR 037). With an unreadable time it does not opt in. */
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
 * What an event does to its contact (TextIt 2.5 to 2.7). Opting out or in comes first, being seen last. Blocked
 * contacts stay blocked: their messages are signs of life, an opt-out is remembered, and other events do nothing.
 */
export function effectOf(heard: InboundEvent, { status }: Pick<Contact, 'status'>, settings: Settings): Modifier[] {
  const { type, at } = heard;
  const word = wordIn(heard, settings);
  const said = word === null ? [] : [word];
  const seen: Modifier = { type: 'seen', seenOn: at };
  if (status !== 'blocked' || type === 'msg_received') return [...said, seen];
  return type === 'stop_contact' ? said : [];
}
