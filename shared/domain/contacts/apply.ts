import { regroup } from '../groups/smart.ts';
import type { Instant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import type { Contact } from './contact.ts';
import { type ContactEvent, changesBetween } from './events.ts';
import { marksAfter } from './marks.ts';
import type { Modifier, Modifiers } from './modifiers/modifier.ts';
import { type Applying, type ModifierContext, type ModifierOutcome, outcome } from './modifiers/outcome.ts';
import { putBack } from './modifiers/put-back.ts';
import { EACH } from './properties/index.ts';
import { together } from './properties/together.ts';

export type { Applying } from './modifiers/outcome.ts';

export interface Applied {
  /** The very same object when nothing changed. */
  readonly contact: Contact;
  readonly events: readonly ContactEvent[];
  readonly changed: boolean;
  /** When, by which token and in what way it was requested: for the history of refusals, which may be all there is. */
  readonly asked?: Pick<Applying, 'now' | 'change'>;
}

/**
 * The only way in which a contact changes. Modifiers work in order, each on what the one before left; smart groups
 * follow each of them at once. All of it is one new version. What was refused is an `error` event and no change.
 *
 * Events are read off the difference, by the same function with which the stream writes history: the two cannot disagree.
 */
export function apply(contact: Contact, modifiers: readonly Modifier[], assets: Assets, applying: Applying): Applied {
  const context: ModifierContext = { ...applying, assets };
  const events: ContactEvent[] = [];
  let current = contact;
  for (const modifier of modifiers) {
    const { contact: modified, errors } = modify(current, modifier.type, modifier, context);
    const next = regroup(current, modified, modifier, context);
    events.push(...errors, ...changesBetween(current, next, assets));
    current = next;
  }
  const { now, change } = applying;
  const asked = { now, change };
  if (current === contact) return { contact, events, changed: false, asked };
  return { contact: nextVersion(contact, current, applying), events, changed: true, asked };
}

/** What a contact has become, as its next version. */
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

/** Versions of a contact are in the order of their times, although who changes it later may have begun before: lists and counts rely on it. */
const laterOf = (before: Instant, now: Instant): Instant => (before > now ? before : now);

/** What each type of modifier does. `regroup` by itself does nothing: `apply` lets smart groups follow every modifier. */
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
