import type { FieldKey, GroupId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { unreachable } from '../../unreachable.ts';
import type { Assets } from '../../workspace.ts';
import type { Contact, FieldValue } from '../contact.ts';
import { fieldValue, sameValue } from '../fields.ts';
import { hasOptedOut, wordAt } from '../opt-out/last-word.ts';
import { withStatus } from '../properties/status.ts';
import type { Was } from '../undo/was.ts';
import { modifyGroups } from './groups.ts';
import { type Context, type Outcome, outcome } from './modifier.ts';

/** Makes a contact what it was before a change. Whether it may be is decided before (`undo/undoing.ts`). */
export interface PutBack {
  readonly type: 'put_back';
  readonly was: Was;
  /** When it was so last: a sign of life since then keeps the contact awake. */
  readonly at: Instant;
  /** Static groups that the change took the contact out of, and brought it into. */
  readonly left: readonly GroupId[];
  readonly joined: readonly GroupId[];
}

/** Status and opt-out together, values exactly as they were and not read anew, static groups; smart groups follow by their queries. */
export function putBack(contact: Contact, { was, at, left, joined }: PutBack, context: Context): Outcome {
  const { fields, ...values } = was;
  const valued = statusFirst(Object.keys(values) as (keyof typeof values)[]).reduce(
    (current, key) => putValue(current, key, { was, at }, context),
    contact,
  );
  const filled = fields === undefined ? valued : putFields(valued, fields, context.assets);
  const without = changeGroups(filled, joined, 'remove', context);
  return outcome(changeGroups(without, left, 'add', context));
}

/** What else there is follows the status: who is not active is not dormant. Tables give the keys of a map in any order. */
const statusFirst = <Key extends string>(keys: readonly Key[]): readonly Key[] =>
  keys.toSorted((one, other) => Number(other === 'status') - Number(one === 'status'));

function putValue(
  contact: Contact,
  key: Exclude<keyof Was, 'fields'>,
  { was, at }: Pick<PutBack, 'was' | 'at'>,
  context: Context,
): Contact {
  switch (key) {
    case 'status':
      return putStatus(contact, was, context);
    case 'optOut':
    case 'lastWord':
      return contact; // With the status only: a refusal that came with an address stays with it.
    case 'dormantSince':
      return putDormancy(contact, was.dormantSince ?? null, at);
    case 'name':
      return same(contact, { name: was.name ?? null });
    case 'language':
      return same(contact, { language: was.language ?? null });
    default:
      return unreachable(key);
  }
}

const same = (contact: Contact, values: Partial<Contact>): Contact =>
  Object.entries(values).every(([key, value]) => contact[key as keyof Contact] === value)
    ? contact
    : { ...contact, ...values };

/**
 * With the opt-out and the last word that belonged to it. An archived contact may have been one that had opted out; an active
 * one has not, and whose last word is an opt-out does not become active.
 */
function putStatus(contact: Contact, { status, optOut, lastWord = contact.lastWord }: Was, { now }: Context): Contact {
  if (status === undefined || status === contact.status) return contact;
  // Of whom an earlier release stopped it is not known when.
  const word = status === 'stopped' && lastWord?.says !== 'out' ? wordAt('out', now, lastWord) : lastWord;
  const changed = { ...withStatus(contact, status, now), lastWord: word };
  if (status === 'active' && hasOptedOut(changed)) return contact;
  return status === 'archived' && optOut !== undefined ? same(changed, { optOut }) : changed;
}

const putDormancy = (contact: Contact, dormantSince: Instant | null, at: Instant): Contact => {
  const seen = contact.lastSeenOn !== null && contact.lastSeenOn > at;
  return contact.status !== 'active' || (seen && dormantSince !== null) ? contact : same(contact, { dormantSince });
};

/** Of fields that the workspace still has. */
function putFields(contact: Contact, fields: NonNullable<Was['fields']>, assets: Assets): Contact {
  const values = new Map(Object.entries(contact.fields) as [FieldKey, FieldValue][]);
  let changed = false;
  for (const [key, value] of Object.entries(fields) as [FieldKey, FieldValue | null][]) {
    if (!assets.fields.has(key) || sameValue(fieldValue(contact.fields, key) ?? null, value)) continue;
    changed = true;
    if (value === null) values.delete(key);
    else values.set(key, value);
  }
  return changed ? { ...contact, fields: Object.fromEntries(values) } : contact;
}

const changeGroups = (
  contact: Contact,
  groups: readonly GroupId[],
  modification: 'add' | 'remove',
  context: Context,
): Contact =>
  contact.status !== 'active' || groups.length === 0
    ? contact
    : modifyGroups(contact, { type: 'groups', groups, modification }, context).contact;
