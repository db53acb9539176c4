import type { Contact } from '../contacts/contact.ts';
import { type ContactEvent, type Tell, tellChanges, tellMoves } from '../contacts/events.ts';
import { marksAfter } from '../contacts/marks.ts';
import type { Modifier, Modifiers } from '../contacts/modifiers/modifier.ts';
import { putBack } from '../contacts/modifiers/modifier.ts';
import { type Applying, type ModifierContext, type ModifierOutcome, outcome } from '../contacts/modifiers/outcome.ts';
import { together } from '../contacts/properties/combine.ts';
import { EACH } from '../contacts/properties/index.ts';
import { regroup } from '../groups/smart.ts';
import { laterOf } from '../instant.ts';
import { afterLeaving } from '../policies/night.ts';
import type { Assets } from '../workspace.ts';

export interface Applied {
  /** The very same object when nothing changed. */
  readonly contact: Contact;
  readonly events: readonly ContactEvent[];
  readonly changed: boolean;
  /** When, by which token and through which door it was requested, for the history of refusals. */
  readonly asked?: Pick<Applying, 'now' | 'change'>;
}

/**
 * The only way to change a contact. Modifiers work in order, each on the result of the one before; smart groups follow
 * each at once. All of it is one new version. A refusal is an `error` event and no change. Events are computed from the
 * difference, by the function that also writes history, so the two cannot disagree.
 */
export function apply(contact: Contact, modifiers: readonly Modifier[], assets: Assets, applying: Applying): Applied {
  const events: ContactEvent[] = [];
  const after = amend(contact, modifiers, { ...applying, assets }, (event) => events.push(event));
  const { now, change } = applying;
  const asked = { now, change };
  if (after === contact) return { contact, events, changed: false, asked };
  return { contact: nextVersion(contact, after, applying), events, changed: true, asked };
}

/** What `apply` does before it makes a version, for whoever makes one of several such changes. */
export function amend(contact: Contact, modifiers: readonly Modifier[], context: ModifierContext, tell: Tell): Contact {
  const { assets, now } = context;
  let current = contact;
  for (const modifier of modifiers) {
    const { contact: modified, errors } = modify(current, modifier.type, modifier, context);
    for (const error of errors) tell(error);
    const next = regroup(current, modified, modifier, context);
    if (modified === current) tellMoves(tell, current, next, assets);
    else tellChanges(tell, current, next, assets);
    current = next;
  }
  if (current === contact || current.policyMark === null) return current;
  const next = afterLeaving(contact, current, { assets, now });
  tellChanges(tell, current, next, assets);
  return next;
}

/** The changed contact, as its next version. */
export const nextVersion = (
  before: Contact,
  after: Contact,
  { now, change }: Pick<Applying, 'now' | 'change'>,
): Contact => ({
  ...after,
  modifiedOn: laterOf(before.modifiedOn, now),
  version: before.version + 1,
  lastChange: change,
  marks: marksAfter(before, change),
});

/** What each type of modifier does. `regroup` alone does nothing: `apply` updates smart groups after every modifier. */
const MODIFY: { readonly [Type in keyof Modifiers]: Modify<Modifiers[Type]> } = {
  ...together(EACH.map(({ modifiers }) => modifiers)),
  regroup: (contact) => outcome(contact),
  put_back: putBack,
};

type Modify<Kind> = (contact: Contact, modifier: Kind, context: ModifierContext) => ModifierOutcome;

function modify<Type extends keyof Modifiers>(
  contact: Contact,
  type: Type,
  modifier: Modifiers[Type],
  context: ModifierContext,
): ModifierOutcome {
  if (!Object.hasOwn(MODIFY, type)) throw new TypeError(`Unexpected value: ${JSON.stringify(modifier)}`);
  return MODIFY[type](contact, modifier, context);
}
