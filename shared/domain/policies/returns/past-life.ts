/** What a workspace still has of a contact's past, as a life. */

import { type Day, localDay } from '../../calendar/days.ts';
import type { Contact } from '../../contacts/contact.ts';
import type { PastEvent } from '../../contacts/events.ts';
import { meaningOf } from '../../contacts/opt-out/words.ts';
import { type Instant, instant, parseInstant } from '../../instant.ts';
import type { Settings } from '../../workspace.ts';
import type { Life, Sign } from './life.ts';

/** A contact with its items of messages and history. */
export interface RecordedPast {
  readonly contact: Contact;
  readonly messages: readonly { readonly at: Instant; readonly text: string }[];
  /** By version, in any order. */
  readonly history: readonly {
    readonly version: number;
    readonly at: Instant;
    readonly events: readonly PastEvent[];
  }[];
}

type Dated = Omit<Sign, 'day'> & { readonly at: Instant };

export interface PastLife {
  /** When the contact was stored here, which may be later than the creation that an import gave it. */
  readonly storedOn: Instant;
  /** Since when the contact's messages are here: it may have brought earlier ones along. */
  readonly heardFrom: Instant;
  readonly createdOn: Instant;
  /** In the order of time. */
  readonly signs: readonly Dated[];
}

/** What a policy's mark in history says of the stage, and whether that stage told the person something. */
export type IsNotice = (mark: { readonly policy: string; readonly version: number; readonly stage: string }) => boolean;

/** `isNotice`: none where a workspace has never had a policy. */
export function pastLife(recorded: RecordedPast, settings: Settings, isNotice: IsNotice = () => false): PastLife {
  const { contact, messages } = recorded;
  const storedOn = arrivalOf(recorded);
  return {
    storedOn,
    heardFrom: messages.reduce((first, { at }) => instant(Math.min(first, at)), storedOn),
    createdOn: contact.createdOn,
    signs: [...notices(recorded, isNotice), ...sightings(recorded, settings), ...statusChanges(recorded)].sort(
      (a, b) => a.at - b.at,
    ),
  };
}

/**
 * When a contact came here: it begins at version 1, or 2 with what it came with. Where history has forgotten that, a
 * status that never changed is as old as the contact is here; else its creation counts.
 */
function arrivalOf({ contact, history }: RecordedPast): Instant {
  const first = history.filter(({ version }) => version <= 2).map(({ at }) => at);
  if (first.length > 0) return instant(Math.min(...first));
  const hasChanged = history.some(({ events }) => events.some(({ type }) => type === 'contact_status_changed'));
  return hasChanged ? contact.createdOn : instant(Math.max(contact.createdOn, contact.statusOn));
}

/**
 * The life of a contact by days. `since` is the first day of which all messages are still there. Of a contact that is
 * older, nothing before that counts: whether an earlier spell ended by a return is forgotten, while one that is still
 * open is not, so that together they would show too few returns.
 */
export function lifeOf(
  { storedOn, heardFrom, createdOn, signs }: PastLife,
  day: (at: Instant) => Day,
  since: Day,
): Life {
  const isNew = day(storedOn) >= since;
  const byDay = signs.map(({ at, ...sign }): Sign => ({ day: day(at), ...sign }));
  return {
    watchedFrom: Math.max(day(heardFrom), since),
    createdOn: isNew ? day(createdOn) : null,
    signs: isNew ? byDay : byDay.filter((sign) => sign.is !== 'seen' || sign.day >= since),
  };
}

const QUARTER = 900_000_000;

/** The same as `localDay` for many times, which asks about each quarter of an hour once: midnights begin one. */
export function localDays(timezone: string): (at: Instant) => Day {
  const known = new Map<number, Day>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER);
    const day = known.get(quarter) ?? localDay(timezone, instant(quarter * QUARTER));
    known.set(quarter, day);
    return day;
  };
}

/** Messages that are no opt-outs, what imports said, and the last sign of life, which may have been a call. */
function sightings({ contact, messages, history }: RecordedPast, settings: Settings): Dated[] {
  const [stops, others] = partition(messages, ({ text }) => meaningOf([text], settings)?.is === 'stop');
  const told = history.flatMap(({ events }) =>
    events.flatMap((event) => {
      const at = event.type === 'contact_last_seen_changed' ? parseInstant(event.last_seen_on) : null;
      return at === null ? [] : [at];
    }),
  );
  const { lastSeenOn, lastWord } = contact;
  const isOptOut =
    (lastWord?.says === 'out' && lastWord.on === lastSeenOn) || stops.some(({ at }) => at === lastSeenOn);
  const last = lastSeenOn === null || isOptOut ? [] : [lastSeenOn];
  return [...others.map(({ at }) => at), ...told, ...last].map((at) => ({ at, is: 'seen' }));
}

/** Stages of policies that told the person something. A mark that only says that the person left is none. */
const notices = ({ history }: RecordedPast, isNotice: IsNotice): Dated[] =>
  history.flatMap(({ events }) =>
    events.flatMap((event) => {
      if (event.type !== 'contact_policy_stage' || event.taken === null || event.taken.left) return [];
      const at = parseInstant(event.taken.on);
      return at !== null && isNotice(event.taken) ? [{ at, is: 'prompted' as const }] : [];
    }),
  );

/** Changes of status are kept as long as the contact. Where one is missing, the contact's own status counts. */
function statusChanges({ contact, history }: RecordedPast): Dated[] {
  const changes: Dated[] = history
    .flatMap(({ at, events }) =>
      events.flatMap((event) => (event.type === 'contact_status_changed' ? [{ at, ...signOf(event.status) }] : [])),
    )
    .sort((a, b) => a.at - b.at);
  const last = changes.at(-1) ?? signOf('active');
  const own = signOf(contact.status);
  if (last.is === own.is && last.as === own.as) return changes;
  return [...changes, { at: instant(Math.max(contact.statusOn, changes.at(-1)?.at ?? 0)), ...own }];
}

const signOf = (status: Contact['status']): Pick<Sign, 'is' | 'as'> =>
  status === 'active' ? { is: 'restored' } : { is: 'withdrawn', as: status };

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  const sides: [Item[], Item[]] = [[], []];
  for (const item of items) sides[test(item) ? 0 : 1].push(item);
  return sides;
}
