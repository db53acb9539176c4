import { reading, setOnce } from '../../cells/cell.ts';
import { formatIfAny, type Instant, parseInstant } from '../../instant.ts';
import type { Contact } from '../contact.ts';
import { type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import { writtenTime } from './exported.ts';
import type { HistoryEvents } from './history-events.ts';
import { type Imported, TARGETS_ONLY, word } from './imported.ts';
import { shownTime } from './presentation.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';
import { unlessNull } from './stored.ts';
import { type UndoWhole, undoWhole } from './undo.ts';

interface SetDormant {
  readonly type: 'dormant';
  readonly since: Instant | null;
}

/** Flags an active contact as quiet, or removes the flag. A flagged contact keeps its first date. */
function setDormant(contact: Contact, { since }: SetDormant): ModifierOutcome {
  if (contact.status !== 'active') return outcome(contact);
  if ((contact.dormantSince === null) === (since === null)) return outcome(contact);
  return outcome({ ...contact, dormantSince: since });
}

interface DormancyChanged {
  readonly dormant_since: string | null;
}

/** Not TextIt's: the flag was set, or a sign of life removed it. Leaving active removes it without an event. */
const events: HistoryEvents<'contact_dormancy_changed', DormancyChanged> = {
  type: 'contact_dormancy_changed',
  between: (before, { dormantSince, status }) =>
    before.dormantSince === dormantSince || status !== 'active'
      ? []
      : [{ type: 'contact_dormancy_changed', dormant_since: formatIfAny(dormantSince) }],
  follow: (contact, { dormant_since }) => ({
    ...contact,
    dormantSince: dormant_since === null ? null : parseInstant(dormant_since),
  }),
  known({ dormantSince }, contact) {
    const isFlagged = dormantSince !== null && contact.dormantSince !== null;
    return { dormantSince: isFlagged ? contact.dormantSince : dormantSince };
  },
};

const asWhole = undoWhole('dormantSince');

const undo: UndoWhole<'dormantSince'> = {
  ...asWhole,
  // A sign of life removes the flag, and is no change.
  touches: () => false,
  isAsLeft: () => true,
  putBack(contact, was, context) {
    const isSeen = contact.lastSeenOn !== null && contact.lastSeenOn > context.at;
    if (contact.status !== 'active' || (isSeen && was.dormantSince !== null)) return contact;
    return asWhole.putBack(contact, was, context);
  },
};

interface DormantPart {
  dormantSince?: Instant;
  seenOn?: Instant;
}

/** Only for active contacts that were not seen since. */
const imported: Imported<'dormant_since', DormantPart, SetDormant> = {
  ...TARGETS_ONLY,
  targets: {
    dormant_since: word(
      ['dormantsince'],
      reading((row, at, text) => setOnce(row, 'dormantSince', at, text)),
    ),
  },
  modifiers({ dormantSince: since, seenOn = 0 }, { lastSeenOn }, { status }) {
    if (status !== 'active' || since === undefined || Math.max(seenOn, lastSeenOn ?? 0) > since) return [];
    return [{ type: 'dormant', since }];
  },
};

/** Since when an active contact has been flagged as quiet. TextIt has no dormancy. */
export const dormantSince = {
  label: 'Dormant Since',
  blank: () => null,
  stored: unlessNull('dormant'),
  bytes: 30,
  modifiers: { dormant: setDormant },
  events,
  undo,
  query: {
    names: ['dormant_since'],
    values: null,
    added: { dormant_since: { type: 'datetime', value: (contact) => contact.dormantSince } },
  },
  template: null,
  api: { dormant_since: shownTime((contact) => contact.dormantSince) },
  export: { dormant_since: writtenTime(({ dormantSince }) => dormantSince) },
  import: imported,
  bus: { dormant_since: published((contact) => contact.dormantSince) },
  sort: null,
  input: null,
} as const satisfies Property<'dormantSince'>;
