/** What a contact was before a change, as far as undoing the change needs it (ADR 035). */
import type { Contact } from '../contact.ts';
import type { PastEvent } from '../events.ts';
import type { HistoryEvents } from '../properties/history-events.ts';
import { EACH, type Properties } from '../properties/index.ts';
import type { Together } from '../properties/together.ts';
import type { PropertyUndo } from '../properties/undo.ts';

type Undos = NonNullable<Properties[keyof Properties]['undo']>;

/** What history keeps of it with the events of the change: the values that differ. Which groups were joined and left the events say. */
export type StateBefore = Together<ReturnType<Undos['kept']>>;

/** All of it. */
export type Before = Together<Exclude<ReturnType<Undos['was']>, null>>;

interface Undone {
  readonly events: HistoryEvents | null;
  readonly undo: PropertyUndo<Before, PastEvent>;
}

/** Properties that are undone, in the order of their table. */
export const UNDONE: readonly Undone[] = EACH.flatMap(({ events, undo }) => (undo === null ? [] : { events, undo }));

/** What of a contact was different before; null when nothing was that history keeps for undoing. */
export function stateBeforeOf(before: Contact, after: Contact): StateBefore | null {
  const was: StateBefore = Object.assign({}, ...UNDONE.map(({ undo }) => undo.kept(before, after)));
  return Object.keys(was).length === 0 ? null : was;
}
