import { parseDate } from '../../query/values/date.ts';
import { instant } from '../instant.ts';
import { computedObject } from '../template-values/computed-object.ts';
import { toText } from '../template-values/convert.ts';
import { offsetName } from '../template-values/dates.ts';
import { parseDecimal } from '../template-values/decimal.ts';
import { datetime, type ObjectValue, type Value } from '../template-values/value.ts';
import type { Assets, Field } from '../workspace.ts';
import type { Contact, FieldValue } from './contact.ts';
import { fieldValue } from './fields.ts';

/** `@fields`: every field of the workspace with the value of its type. Prints those that are set: `Age: 37`. */
export function fieldValues(contact: Contact, { fields }: Assets): ObjectValue {
  const value = (field: Field): Value => typed(fieldValue(contact.fields, field.key), field);
  const lines = () =>
    [...fields.values()].flatMap((field) => {
      const one = value(field);
      return one === null ? [] : [`${field.name}: ${toText(one)}`];
    });
  return computedObject(
    fields,
    (field) => () => value(field),
    () => lines().sort().join('\n'),
  );
}

/** A value that cannot be read as its field's type is empty, as everywhere (TextIt 1.8). Locations are text. */
function typed(value: FieldValue | undefined, { type }: Field): Value {
  if (value === undefined) return null;
  switch (type) {
    case 'number':
      return value.number === undefined ? null : parseDecimal(value.number);
    case 'datetime':
      return value.datetime === undefined ? null : stored(value.datetime);
    default:
      return value.text;
  }
}

/** A stored date-time, in the offset that it was read with. */
function stored(iso: string): Value {
  const parsed = parseDate(iso, { dateStyle: 'year_first', timezone: 'UTC', now: instant(0), fillTime: false });
  return parsed && datetime(parsed.at, parsed.offset ? offsetName(parsed.offset) : 'UTC');
}
