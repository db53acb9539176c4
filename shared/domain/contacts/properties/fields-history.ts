import type { FieldKey } from '../../ids.ts';
import type { FieldValue } from '../contact.ts';
import { differing, fieldValue, sameValue, withValue } from '../fields.ts';
import type { HistoryEvent, HistoryEvents } from './history-events.ts';
import type { PropertyUndo } from './undo.ts';

interface FieldChanged {
  readonly field: { readonly key: FieldKey; readonly name: string };
  readonly value: FieldValue | null;
}

export const fieldsEvents: HistoryEvents<'contact_field_changed', FieldChanged> = {
  type: 'contact_field_changed',
  between: (before, after, names) =>
    differing(before, after).map((key) => ({
      type: 'contact_field_changed',
      field: { key, name: names.fields.get(key)?.name ?? key },
      value: fieldValue(after.fields, key) ?? null,
    })),
  follow: (contact, { field, value }) => ({ ...contact, fields: withValue(contact.fields, field.key, value) }),
  known({ fields: played }, { fields }) {
    const known = Object.entries(played).map(([key, value]) => {
      const own = fieldValue(fields, key as FieldKey);
      return [key, own?.text === value.text ? own : value];
    });
    return { fields: Object.fromEntries(known) };
  },
};

interface WasFields {
  readonly fields?: Readonly<Record<FieldKey, FieldValue | null>>;
}

export const fieldsUndo: PropertyUndo<WasFields, HistoryEvent<'contact_field_changed', FieldChanged>> = {
  kept(before, after) {
    const keys = differing(before, after);
    if (keys.length === 0) return {};
    return { fields: Object.fromEntries(keys.map((key) => [key, fieldValue(before.fields, key) ?? null])) };
  },
  was(versions) {
    const first: NonNullable<WasFields['fields']> = Object.assign(
      {},
      ...versions.map(({ was }) => was.fields ?? {}).reverse(),
    );
    const keys = versions.flatMap(({ events }) => events.map(({ field }) => field.key));
    if (!keys.every((key) => Object.hasOwn(first, key))) return null;
    return Object.keys(first).length === 0 ? {} : { fields: first };
  },
  touches: ({ field }, was) => was === null || Object.hasOwn(was.fields ?? {}, field.key),
  isAsLeft: (contact, left) => differing(contact, left).length === 0,
  /** Only for fields that the workspace still has; archived ones may come back. */
  putBack(contact, { fields = {} }, { assets }) {
    const changed = (Object.entries(fields) as [FieldKey, FieldValue | null][]).filter(
      ([key, value]) =>
        (assets.fields.has(key) || assets.archivedFields?.has(key)) &&
        !sameValue(fieldValue(contact.fields, key) ?? null, value),
    );
    if (changed.length === 0) return contact;
    return { ...contact, fields: changed.reduce((all, [key, value]) => withValue(all, key, value), contact.fields) };
  },
};
