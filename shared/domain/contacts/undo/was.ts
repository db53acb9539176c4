/** What a contact was before a change, as far as undoing the change needs it (ADR 035). */
import type { Contact } from '../contact.ts';
import type { PastEvent } from '../events.ts';
import { EACH, type Properties } from '../properties/index.ts';
import type { Together } from '../properties/together.ts';
import type { Told } from '../properties/told.ts';
import type { Undo } from '../properties/undo.ts';

type Undos = NonNullable<Properties[keyof Properties]['undo']>;

/** What history keeps of it with the events of the change: the values that differ. Which groups were joined and left the events say. */
export type Was = Together<ReturnType<Undos['kept']>>;

/** All of it. */
export type Before = Together<Exclude<ReturnType<Undos['was']>, null>>;

interface Undone {
  readonly events: Told | null;
  readonly undo: Undo<Before, PastEvent>;
}

/** Properties that are undone, in the order of their table. */
export const UNDONE: readonly Undone[] = EACH.flatMap(({ events, undo }) => (undo === null ? [] : { events, undo }));

/** What of a contact was different before; null when nothing was that history keeps for undoing. */
export function wasOf(before: Contact, after: Contact): Was | null {
  const was: Was = Object.assign({}, ...UNDONE.map(({ undo }) => undo.kept(before, after)));
  return Object.keys(was).length === 0 ? null : was;
}
