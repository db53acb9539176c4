import { reading, setOnce } from '../../cells/cell.ts';
import { formatInstant, type Instant, instant } from '../../instant.ts';
import { moment } from '../../template-values/dates.ts';
import type { Contact } from '../contact.ts';
import { isQuietSince } from '../dormancy-deadline.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import { writtenTime } from './exported.ts';
import type { HistoryEvents } from './history-events.ts';
import { importedValue, titlesIn, word } from './imported.ts';
import { lastingTime } from './presentation.ts';
import type { Property } from './property.ts';
import { always } from './stored.ts';

interface SetCreated {
  readonly type: 'created';
  readonly createdOn: Instant;
}

/**
 * When the contact was created elsewhere; never in the future. Who was never seen is quiet from then, so a later time
 * removes the dormant flag. No status is older than its contact, as searches assume.
 */
function setCreated(contact: Contact, { createdOn }: SetCreated, { now, assets }: ModifierContext): ModifierOutcome {
  const at = instant(Math.min(createdOn, now));
  if (at === contact.createdOn) return outcome(contact);
  const isLater = contact.lastSeenOn === null && at > contact.createdOn;
  const awake = isLater && !isQuietSince(at, assets.settings, now);
  return outcome({
    ...contact,
    createdOn: at,
    statusOn: instant(Math.max(contact.statusOn, at)),
    dormantSince: awake ? null : contact.dormantSince,
  });
}

interface CreatedChanged {
  /** Not `created_on`, which every event has for its own time. */
  readonly contact_created_on: string;
}

/** Not TextIt's, whose contacts are always created when they say. */
const events: HistoryEvents<'contact_created_on_changed', CreatedChanged> = {
  type: 'contact_created_on_changed',
  between: (before, { createdOn }) =>
    before.createdOn === createdOn
      ? []
      : [{ type: 'contact_created_on_changed', contact_created_on: formatInstant(createdOn) }],
  follow: (contact) => contact,
  known: null,
};

const imported = importedValue('createdOn', (createdOn: Instant): SetCreated => ({ type: 'created', createdOn }), {
  target: 'created_on',
  cells: word,
  names: titlesIn(
    'createdon createdat created creationdate createdate createdtimestamp optintime dateadded contactcreatedon',
  ),
  read: reading((row, at, text) => setOnce(row, 'createdOn', at, text)),
});

/** When the contact was created. */
export const createdOn = {
  label: 'Created On',
  blank: ({ now }) => now,
  stored: always('created'),
  bytes: 30,
  modifiers: { created: setCreated },
  events,
  undo: null,
  query: { names: ['created_on'], values: { createdOn: (contact) => contact.createdOn }, added: null },
  template: { created_on: (contact) => moment(contact.createdOn) },
  api: { created_on: lastingTime(({ createdOn }) => createdOn) },
  export: { created_on: writtenTime(({ createdOn }) => createdOn) },
  import: imported,
  bus: null,
  /** TextIt's `id` sorts by creation, because contacts have no numbers here. */
  sort: { created_on: (contact) => contact.createdOn, id: (contact) => contact.createdOn },
  input: 'own',
} as const satisfies Property<'createdOn'>;
