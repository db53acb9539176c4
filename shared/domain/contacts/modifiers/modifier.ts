import type { FieldKey, GroupId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Assets } from '../../workspace.ts';
import type { Change, Contact, Status } from '../contact.ts';
import type { ErrorEvent } from '../events.ts';

/** One thing to do to a contact. Nothing changes a contact in any other way. */
export type Modifier =
  | { readonly type: 'status'; readonly status: Status }
  | { readonly type: 'name'; readonly name: string | null }
  | { readonly type: 'language'; readonly language: string | null }
  /** `value` is the raw text; null or empty clears. */
  | { readonly type: 'field'; readonly field: FieldKey; readonly value: string | null }
  /** `set` replaces the static groups; smart groups follow their query only. */
  | { readonly type: 'groups'; readonly groups: readonly GroupId[]; readonly modification: 'add' | 'remove' | 'set' }
  | { readonly type: 'urns'; readonly urns: readonly string[]; readonly modification: 'append' | 'remove' | 'set' }
  | { readonly type: 'seen'; readonly seenOn: Instant }
  | { readonly type: 'dormant'; readonly since: Instant | null }
  | { readonly type: 'note'; readonly text: string; readonly by: string }
  /** Looks at every smart group anew: for a new contact, a group being filled, and conditions that time alone changes. */
  | { readonly type: 'regroup' };

/** The modifier of one type: `Of<'status'>`. */
export type Of<Type extends Modifier['type']> = Extract<Modifier, { type: Type }>;

/** The moment and the door of a change. */
export interface Applying {
  readonly now: Instant;
  readonly change: Change;
  /** Identities (`scheme:path`) that other contacts own. */
  readonly taken: ReadonlySet<string>;
  /** Identities whose deleted owner had refused messages: whoever takes one takes the refusal with it. */
  readonly optOuts?: OptOuts;
}

export type OptOuts = ReadonlyMap<string, 'stopped' | 'blocked'>;

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
