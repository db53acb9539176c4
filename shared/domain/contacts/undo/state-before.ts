/** A contact's state before a change, as far as an undo needs it (ADR 035). */
import type { Contact } from '../contact.ts';
import type { PastEvent } from '../events.ts';
import type { Together } from '../properties/combine.ts';
import type { HistoryEvents } from '../properties/history-events.ts';
import { EACH, type Properties } from '../properties/index.ts';
import type { PropertyUndo } from '../properties/undo.ts';

type Undos = NonNullable<Properties[keyof Properties]['undo']>;

/** The values that differ, which history keeps with a change's events. The events name joined and left groups. */
export type StateBefore = Together<ReturnType<Undos['kept']>>;

export type Before = Together<Exclude<ReturnType<Undos['was']>, null>>;

interface Undone {
  readonly events: HistoryEvents | null;
  readonly undo: PropertyUndo<Before, PastEvent>;
}

/** Properties that can be undone, in the order of their table. */
export const UNDONE: readonly Undone[] = EACH.flatMap(({ events, undo }) => (undo === null ? [] : { events, undo }));

/** Whether `stateBeforeOf` has anything; it looks no further than the first difference. */
export const hasStateBefore = (before: Contact, after: Contact): boolean =>
  UNDONE.some(({ undo }) => Object.keys(undo.kept(before, after)).length > 0);

/** The part of a contact that differed before, or null when nothing did that an undo needs. */
export function stateBeforeOf(before: Contact, after: Contact): StateBefore | null {
  const was: StateBefore = {};
  for (const { undo } of UNDONE) Object.assign(was, undo.kept(before, after));
  return Object.keys(was).length === 0 ? null : was;
}
