import type { Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import type { Change, Contact } from '../contact.ts';
import type { ErrorEvent } from '../error-event.ts';
import type { OptOut } from '../opt-out/last-word.ts';

/** The moment and the door of a change. */
export interface Applying {
  readonly now: Instant;
  readonly change: Change;
  /** Identities (`scheme:path`) that other contacts own. */
  readonly taken: ReadonlySet<string>;
  /** Identities with which a refusal lies: a contact that takes one takes the refusal with it. */
  readonly optOuts?: OptOuts;
}

export type OptOuts = ReadonlyMap<string, OptOut>;

/** What a modifier may look at besides the contact. */
export interface ModifierContext extends Applying {
  readonly assets: Assets;
}

/** What a modifier did: the very same contact when nothing changed. The other events follow from the difference. */
export interface ModifierOutcome {
  readonly contact: Contact;
  readonly errors: readonly ErrorEvent[];
}

export const outcome = (contact: Contact, errors: readonly ErrorEvent[] = []): ModifierOutcome => ({ contact, errors });
