import type { Instant } from '../../instant.ts';
import type { Contact } from '../contact.ts';
import type { Together } from '../properties/combine.ts';
import type { Properties } from '../properties/index.ts';
import { type Before, UNDONE } from '../undo/state-before.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from './outcome.ts';

/** Restores a contact's state before a change. `undo/undoing.ts` decides first whether it may. */
interface PutBack {
  readonly type: 'put_back';
  readonly was: Before;
  /** When it was last so: a later sign of life keeps the contact awake. */
  readonly at: Instant;
}

/** Values exactly as they were; smart groups follow queries. The status comes first: inactive is in no group. */
export const putBack = (contact: Contact, { was, at }: PutBack, context: ModifierContext): ModifierOutcome =>
  outcome(UNDONE.reduce((current, { undo }) => undo.putBack(current, was, { ...context, at }), contact));

/** Evaluates every smart group: for a new contact, a group being filled, and conditions that depend on time. */
interface Regroup {
  readonly type: 'regroup';
}

type OfProperties = Together<Properties[keyof Properties]['modifiers']>;

/** Every modifier by its type: those of the properties, `regroup` and `put_back`. */
export type Modifiers = { readonly [Type in keyof OfProperties]: Parameters<OfProperties[Type]>[1] } & {
  readonly regroup: Regroup;
  readonly put_back: PutBack;
};

/** One thing to do to a contact. Nothing else changes a contact. */
export type Modifier = Modifiers[keyof Modifiers];
