import type { Instant } from '../../instant.ts';
import type { Contact } from '../contact.ts';
import { type Before, UNDONE } from '../undo/state-before.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from './outcome.ts';

/** Makes a contact what it was before a change. Whether it may be is decided before (`undo/undoing.ts`). */
export interface PutBack {
  readonly type: 'put_back';
  readonly was: Before;
  /** When it was so last: a sign of life since then keeps the contact awake. */
  readonly at: Instant;
}

/**
 * Values exactly as they were and not read anew; smart groups follow by their queries. The status comes first, as in the table of
 * properties: who is not active is not dormant, and in no group.
 */
export const putBack = (contact: Contact, { was, at }: PutBack, context: ModifierContext): ModifierOutcome =>
  outcome(UNDONE.reduce((current, { undo }) => undo.putBack(current, was, { ...context, at }), contact));
