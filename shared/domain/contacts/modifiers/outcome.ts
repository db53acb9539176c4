import type { Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import type { Change, Contact } from '../contact.ts';
import type { ErrorEvent } from '../error-event.ts';
import type { OptOut } from '../opt-out/last-word.ts';

/** The time and door of a change. */
export interface Applying {
  readonly now: Instant;
  readonly change: Change;
  /** Identities (`scheme:path`) that other contacts own. */
  readonly taken: ReadonlySet<string>;
  /** Refusals of identities: a contact that takes such an identity takes its refusal too. */
  readonly optOuts?: OptOuts;
}

export type OptOuts = ReadonlyMap<string, OptOut>;

/** What a modifier may know besides the contact. */
export interface ModifierContext extends Applying {
  readonly assets: Assets;
}

/** The result of a modifier: the very same contact when nothing changed. Other events follow from the difference. */
export interface ModifierOutcome {
  readonly contact: Contact;
  readonly errors: readonly ErrorEvent[];
}

export const outcome = (contact: Contact, errors: readonly ErrorEvent[] = []): ModifierOutcome => ({ contact, errors });
