/** What a contact was before a change, as far as undoing the change needs it: history keeps it with the events of the change (ADR 035). */
import type { FieldKey } from '../../ids.ts';
import type { Contact, FieldValue } from '../contact.ts';
import { differing, fieldValue } from '../fields.ts';
import { PROPERTIES, type Properties } from '../properties/index.ts';
import { column } from '../properties/together.ts';

type Whole = { [K in keyof Properties]: Properties[K]['undo'] extends 'value' ? K : never }[keyof Properties];

/** The values that differ. Which groups were joined and left the events of the change say. */
export type Was = Partial<Pick<Contact, Whole>> & {
  readonly fields?: Readonly<Record<FieldKey, FieldValue | null>>;
};

const UNDO = column(PROPERTIES, 'undo');
const WHOLE = (Object.keys(UNDO) as (keyof Contact)[]).filter((key): key is Whole => UNDO[key] === 'value');

/** What of a contact was different before; null when nothing was that undoing needs. */
export function wasOf(before: Contact, after: Contact): Was | null {
  const values = WHOLE.filter((key) => !isSame(before[key], after[key])).map((key) => [key, before[key]]);
  const fields = differing(before, after).map((key) => [key, fieldValue(before.fields, key) ?? null]);
  if (values.length + fields.length === 0) return null;
  return { ...Object.fromEntries(values), ...(fields.length > 0 && { fields: Object.fromEntries(fields) }) };
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
