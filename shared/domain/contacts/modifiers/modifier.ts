import type { Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import type { Change, Contact } from '../contact.ts';
import type { ErrorEvent } from '../events.ts';
import type { Refusal } from '../opt-out/last-word.ts';
import type { Properties } from '../properties/index.ts';
import type { Together } from '../properties/together.ts';
import type { PutBack } from './put-back.ts';

/** Evaluates every smart group again: for a new contact, a group being filled, and conditions that time alone changes. */
interface Regroup {
  readonly type: 'regroup';
}

type OfProperties = Together<Properties[keyof Properties]['modifiers']>;

/** Every modifier by its type: those that the properties name, and `regroup`. */
export type Modifiers = { readonly [Type in keyof OfProperties]: Parameters<OfProperties[Type]>[1] } & {
  readonly regroup: Regroup;
  readonly put_back: PutBack;
};

/** One thing to do to a contact. Nothing changes a contact in any other way. */
export type Modifier = Modifiers[keyof Modifiers];

/** The moment and the door of a change. */
export interface Applying {
  readonly now: Instant;
  readonly change: Change;
  /** Identities (`scheme:path`) that other contacts own. */
  readonly taken: ReadonlySet<string>;
  /** Identities with which a refusal lies: a contact that takes one takes the refusal with it. */
  readonly optOuts?: OptOuts;
}

export type OptOuts = ReadonlyMap<string, Refusal>;

/** What a modifier may look at besides the contact. */
export interface Context extends Applying {
  readonly assets: Assets;
}

/** What a modifier did: the very same contact when nothing changed. The other events follow from the difference. */
export interface Outcome {
  readonly contact: Contact;
  readonly errors: readonly ErrorEvent[];
}

export const outcome = (contact: Contact, errors: readonly ErrorEvent[] = []): Outcome => ({ contact, errors });
