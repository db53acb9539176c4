import type { Contact } from '../contacts/contact.ts';
import { inOrder, type Together, together } from '../contacts/properties/combine.ts';
import { EACH } from '../contacts/properties/index.ts';

const PUBLISHED = inOrder(
  ['name', 'status', 'language', 'urns', 'fields', 'groups', 'notes', 'last_seen_on', 'dormant_since', 'opt_out'],
  together(EACH.map(({ bus }) => bus)),
);

/** What can change of a contact, by its name in contacts.json. */
type Changeable = keyof typeof PUBLISHED;

export type ChangedParts = Together<ReturnType<(typeof PUBLISHED)[Changeable]['parts']>>;

export const CHANGEABLE = Object.keys(PUBLISHED) as Changeable[];

/** What differs from a contact, or (null) from one with nothing on it. */
export const changedBetween = (before: Contact | null, after: Contact): Changeable[] =>
  CHANGEABLE.filter((name) => {
    const { of } = PUBLISHED[name];
    return before === null ? !isEmpty(of(after)) : !isSame(of(before), of(after));
  });

/** Whether a change is told as `contact.seen`: those are many, and have a type of their own. */
export const isSeenOnly = (changed: readonly Changeable[]): boolean =>
  changed.length > 0 && changed.every((name) => PUBLISHED[name].alone === 'contact.seen');

export const changedParts = (before: Contact | null, after: Contact): ChangedParts =>
  Object.assign({}, ...CHANGEABLE.map((name) => PUBLISHED[name].parts(before, after)));

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (isFilled(one) === isFilled(other) && JSON.stringify(one) === JSON.stringify(other));
const isFilled = (value: unknown): boolean => value !== null && value !== undefined;

const isEmpty = (value: unknown): boolean =>
  !isFilled(value) || (typeof value === 'object' && Object.keys(value as object).length === 0);
