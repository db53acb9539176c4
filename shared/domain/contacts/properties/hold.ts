import { formatInstant, type Instant, parseInstant } from '../../instant.ts';
import type { Contact, Hold } from '../contact.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import type { HistoryEvents } from './history-events.ts';
import { INTERNAL } from './internal.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';

interface SetHold {
  readonly type: 'hold';
  /** Null lifts it. */
  readonly hold: { readonly by: string; readonly reason: string | null } | null;
}

/** Keeps a contact from every policy, or no longer. A contact that is held keeps its first hold. */
function setHold(contact: Contact, { hold }: SetHold, { now }: ModifierContext): ModifierOutcome {
  if ((contact.hold === null) === (hold === null)) return outcome(contact);
  return outcome({ ...contact, hold: hold && { on: now, by: hold.by, reason: hold.reason } });
}

type Kept = readonly [on: Instant, by: string, reason: string | null];

interface ToldHold {
  readonly on: string;
  readonly by: string;
  readonly reason: string | null;
}

const tell = ({ on, by, reason }: Hold): ToldHold => ({ on: formatInstant(on), by, reason });

interface HoldChanged {
  readonly hold: ToldHold | null;
}

const events: HistoryEvents<'contact_hold_changed', HoldChanged> = {
  type: 'contact_hold_changed',
  between: ({ hold: before }, { hold: after }) =>
    before?.on === after?.on ? [] : [{ type: 'contact_hold_changed', hold: after && tell(after) }],
  follow: (contact, { hold }) => ({
    ...contact,
    hold: hold && { ...hold, on: parseInstant(hold.on) as Instant },
  }),
  known: ({ hold }) => ({ hold }),
};

/** Whether a person asked that no policy touches the contact. It survives everything but a deletion. */
export const hold = {
  ...INTERNAL,
  label: 'Hold',
  blank: () => null,
  stored: {
    attribute: 'hold',
    store: (value: Hold | null): Kept | undefined => (value === null ? undefined : [value.on, value.by, value.reason]),
    load: (kept: Kept | undefined): Hold | null =>
      kept === undefined ? null : { on: kept[0], by: kept[1], reason: kept[2] },
  },
  bytes: 1_000,
  modifiers: { hold: setHold },
  events,
  bus: { hold: published((contact) => contact.hold && tell(contact.hold)) },
} as const satisfies Property<'hold'>;
