import type { Instant } from '../../instant.ts';
import type { Contact } from '../contact.ts';
import { type Before, UNDONE } from '../undo/state-before.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from './outcome.ts';

/** Restores a contact's state before a change. `undo/undoing.ts` decides first whether it may. */
export interface PutBack {
  readonly type: 'put_back';
  readonly was: Before;
  /** When it was last so: a later sign of life keeps the contact awake. */
  readonly at: Instant;
}

/** Values exactly as they were; smart groups follow queries. The status comes first: inactive is in no group. */
export const putBack = (contact: Contact, { was, at }: PutBack, context: ModifierContext): ModifierOutcome =>
  outcome(UNDONE.reduce((current, { undo }) => undo.putBack(current, was, { ...context, at }), contact));
