import * as z from 'zod/mini';
import type { QueryFieldValue } from '../../../query/query.ts';
import type { FieldKey } from '../../ids.ts';
import { parseInstant } from '../../instant.ts';
import { literal } from '../../text/escape-formula.ts';
import type { Contact, FieldValue } from '../contact.ts';
import { differing, fieldText, fieldValue, parseFieldValue, withValue } from '../fields.ts';
import { type ModifierContext, type ModifierOutcome, outcome } from '../modifiers/outcome.ts';
import { fieldValues } from '../template-fields.ts';
import type { ExpandedColumn } from './exported.ts';
import { fieldsEvents, fieldsUndo } from './fields-history.ts';
import { importedFields } from './fields-imported.ts';
import { shownAs } from './presentation.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';

interface SetField {
  readonly type: 'field';
  readonly field: FieldKey;
  /** The raw text. */
  readonly value: string | null;
}

/**
 * Null or empty clears. A field's present text is no change, even if it would now be read differently. Nor is what the
 * API and exports show of it: the number or the date that was read.
 */
function setField(contact: Contact, { field, value }: SetField, { assets, now }: ModifierContext): ModifierOutcome {
  const type = assets.fields.get(field)?.type;
  if (type === undefined) return outcome(contact, [missingField(field)]);
  const present = fieldValue(contact.fields, field);
  if (value && value === fieldText(present, type)) return outcome(contact);
  const { dateStyle, timezone } = assets.settings;
  const next = parseFieldValue(value ?? '', { dateStyle, timezone, now });
  if (present?.text === next?.text) return outcome(contact);
  return outcome({ ...contact, fields: withValue(contact.fields, field, next) });
}

const missingField = (key: string) =>
  ({
    type: 'error',
    text: `Missing dependency: field[key=${key},name=${key}]`,
    code: 'dependency:missing',
    extra: { type: 'field', identity: key },
  }) as const;

const queryValue = ({ text, number, datetime }: FieldValue): QueryFieldValue => ({
  text,
  number,
  datetime: datetime === undefined ? undefined : (parseInstant(datetime) ?? undefined),
});

function isUndated(fields: Contact['fields']): fields is Readonly<Record<FieldKey, FieldValue & QueryFieldValue>> {
  for (const key in fields) if (fields[key as FieldKey]?.datetime !== undefined) return false;
  return true;
}

interface StoredValue {
  readonly t: string;
  readonly n?: string;
  readonly d?: string;
}

const store = ({ text, number, datetime }: FieldValue): StoredValue => ({
  t: text,
  ...(number !== undefined && { n: number }),
  ...(datetime !== undefined && { d: datetime }),
});

const load = ({ t, n, d }: StoredValue): FieldValue => ({
  text: t,
  ...(n !== undefined && { number: n }),
  ...(d !== undefined && { datetime: d }),
});

const mapValues = <In, Out>(values: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));

/** Every field of the workspace in its order, without deleted ones. */
const shown = shownAs(
  z.record(z.string(), z.nullable(z.string())),
  (contact, assets) =>
    Object.fromEntries(
      [...assets.fields.values()].map(({ key, type }) => [key, fieldText(fieldValue(contact.fields, key), type)]),
    ),
  () => ({}),
);

/** Values as given, but dates as understood, because the text may mean another date elsewhere or later. */
const exported: ExpandedColumn<Readonly<Record<FieldKey, string>>> = {
  header: null,
  isUsual: true,
  type: 'texts',
  cell: null,
  of: (contact, { fields }) =>
    Object.fromEntries(
      [...fields.values()].flatMap(({ key, type }) => {
        const value = fieldValue(contact.fields, key);
        const understood = type === 'datetime' ? fieldText(value, type) : null;
        return value === undefined ? [] : [[key, understood ?? value.text]];
      }),
    ),
  json: (texts, { fields }) =>
    Object.fromEntries(
      [...fields.values()].map(({ key, name }) => [name, Object.hasOwn(texts, key) ? literal(texts[key] ?? '') : null]),
    ),
};

function changedKeys(before: Contact | null, { fields }: Contact): { readonly fields?: string[] } {
  const keys = differing({ fields: before?.fields ?? {} }, { fields });
  return keys.length === 0 ? {} : { fields: [...keys] };
}

export const fields = {
  label: 'Fields',
  blank: () => ({}),
  stored: {
    attribute: 'fields',
    store: (values) => (Object.keys(values).length > 0 ? mapValues(values, store) : undefined),
    load: (stored: Readonly<Record<string, StoredValue>> = {}): Contact['fields'] => mapValues(stored, load),
  },
  bytes: 'counted',
  modifiers: { field: setField },
  events: fieldsEvents,
  undo: fieldsUndo,
  query: {
    names: (before, after) => differing(before, after).map((key) => `fields.${key}`),
    values: { fields: ({ fields }) => (isUndated(fields) ? fields : mapValues(fields, queryValue)) },
    added: null,
  },
  template: { fields: (contact, assets) => () => fieldValues(contact, assets) },
  api: { fields: shown },
  export: { fields: exported },
  import: importedFields,
  bus: { fields: { ...published((contact) => contact.fields), parts: changedKeys } },
  sort: 'own',
  input: 'own',
} as const satisfies Property<'fields'>;
