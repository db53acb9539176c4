import type { Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import type { Contact } from '../contact.ts';
import type { ModifierContext } from '../modifiers/outcome.ts';

/** A version of a contact: the state before it that history keeps, and the property's own events. */
interface PropertyVersion<Was, Event> {
  readonly was: Was;
  readonly events: readonly Event[];
}

/** When it was last so. */
interface PuttingBack extends ModifierContext {
  readonly at: Instant;
}

/** How undoing a job restores a property (ADR 035), whose earlier state `Was` is. Methods, so each has its own. */
export interface PropertyUndo<Was extends object = object, Event = unknown> {
  /** What history keeps of the property's earlier state with a change; empty when it does not differ. */
  kept(before: Contact, after: Contact): Was;
  /** The state before a job's versions (oldest first); empty when unchanged, null when history does not say. */
  was(versions: readonly PropertyVersion<Was, Event>[], assets: Pick<Assets, 'groups' | 'fields'>): Was | null;
  /** Whether a later event changed what would be restored, or (null) what a new contact was given. */
  touches(event: Event, was: Was | null, assets: Pick<Assets, 'groups' | 'fields'>): boolean;
  /** Whether the contact is still as the job left it. `left`: the same contact with the job's events applied again. */
  isAsLeft(contact: Contact, left: Contact, was: Was): boolean;
  /** The very same contact when nothing is to be done. */
  putBack(contact: Contact, was: Was, context: PuttingBack): Contact;
}

/** Undone with another property, and not alone, so it needs no event. */
export interface UndoneWith<Was extends object = object> extends PropertyUndo<Was, never> {
  readonly undoneWith: keyof Contact;
}

type One<K extends keyof Contact> = { readonly [P in K]?: Contact[P] };
export type UndoWhole<K extends keyof Contact> = PropertyUndo<One<K>>;

/** A property that is restored as a whole, and has its own events. */
export const undoWhole = <K extends keyof Contact>(key: K): UndoWhole<K> => ({
  kept: (before, after) => (isSame(before[key], after[key]) ? {} : { [key]: before[key] }) as One<K>,
  was(versions) {
    const first = versions.find(({ was }) => key in was);
    if (first === undefined) return versions.some(({ events }) => events.length > 0) ? null : {};
    return { [key]: first.was[key] } as One<K>;
  },
  touches: (_, was) => was === null || key in was,
  isAsLeft: (contact, left) => isSame(contact[key], left[key]),
  putBack: (contact, was) =>
    !(key in was) || isSame(contact[key], was[key]) ? contact : { ...contact, [key]: was[key] },
});

export const undoneWith = <K extends keyof Contact>(other: keyof Contact, key: K): UndoneWith<One<K>> => ({
  ...undoWhole(key),
  undoneWith: other,
  putBack: (contact) => contact,
});

/** Only objects are written out to be compared. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
