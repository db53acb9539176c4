import { reading } from '../../cells/cell.ts';
import { formatInstant, type Instant, instant } from '../../instant.ts';
import { moment } from '../../template-values/dates.ts';
import type { Contact } from '../contact.ts';
import { isQuietSince } from '../dormancy-deadline.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import { writtenTime } from './exported.ts';
import type { HistoryEvents } from './history-events.ts';
import { importedValue, titlesIn, word } from './imported.ts';
import { shownTime } from './presentation.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';
import { unlessNull } from './stored.ts';

interface MarkSeen {
  readonly type: 'seen';
  readonly seenOn: Instant;
}

/**
 * A sign of life, in any status (TextIt 2.5). Never moves back (2.6) or past now, as a wrong clock would keep a contact
 * awake. It removes the dormant flag, unless it is still too old.
 */
function markSeen(contact: Contact, { seenOn }: MarkSeen, { now, assets }: ModifierContext): ModifierOutcome {
  const at = instant(Math.min(seenOn, now));
  if (contact.lastSeenOn !== null && at <= contact.lastSeenOn) return outcome(contact);
  const isQuiet = isQuietSince(at, assets.settings, now);
  return outcome({ ...contact, lastSeenOn: at, dormantSince: isQuiet ? contact.dormantSince : null });
}

interface LastSeenChanged {
  readonly last_seen_on: string;
}

/** History keeps few of them (TextIt 2.12). */
const events: HistoryEvents<'contact_last_seen_changed', LastSeenChanged> = {
  type: 'contact_last_seen_changed',
  between: (before, { lastSeenOn }) =>
    lastSeenOn === null || before.lastSeenOn === lastSeenOn
      ? []
      : [{ type: 'contact_last_seen_changed', last_seen_on: formatInstant(lastSeenOn) }],
  follow: (contact) => contact,
  known: null,
};

/** Of several columns the latest time counts. */
const imported = importedValue('seenOn', (seenOn: Instant): MarkSeen => ({ type: 'seen', seenOn }), {
  target: 'last_seen_on',
  cells: word,
  names: titlesIn('lastseenon lastseen lastseenat effectivedate lastactive lastcontacted contactlastseenon'),
  read: reading((row, at) => {
    row.seenOn = instant(Math.max(at, row.seenOn ?? 0));
    return null;
  }),
});

/** The last sign of life: a message, a call, or an event that a client reports. */
export const lastSeenOn = {
  label: 'Last Seen On',
  blank: () => null,
  stored: unlessNull('seen'),
  bytes: 30,
  modifiers: { seen: markSeen },
  events,
  undo: null,
  query: { names: ['last_seen_on'], values: { lastSeenOn: (contact) => contact.lastSeenOn }, added: null },
  template: { last_seen_on: (contact) => moment(contact.lastSeenOn) },
  api: { last_seen_on: shownTime((contact) => contact.lastSeenOn) },
  export: { last_seen_on: writtenTime(({ lastSeenOn }) => lastSeenOn) },
  import: imported,
  bus: { last_seen_on: { ...published((contact) => contact.lastSeenOn), alone: 'contact.seen' } },
  sort: { last_seen_on: (contact) => contact.lastSeenOn },
  input: 'own',
} as const satisfies Property<'lastSeenOn'>;
