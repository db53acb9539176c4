import { findPhoneNumbersInText, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { e164 } from '../../../contacts/phones.ts';
import { describe, toList, toText } from '../../../template-values/convert.ts';
import type { Env } from '../../../template-values/env.ts';
import { EvaluationError } from '../../../template-values/error.ts';
import { isFailure, propertyOf, type Value, valueKindOf } from '../../../template-values/value.ts';
import { readingSteps } from '../../template/budget.ts';
import { at, fn, lenient, MANY, meteredFn } from '../../template/library/function.ts';
import { found, match } from './match.ts';

const property = (value: Value, key: string): Value =>
  value !== null && typeof value === 'object' && value.kind === 'object' ? (propertyOf(value, key) ?? null) : null;

/** Looks like a number of 11 digits or more, which may be an international one without its `+`. */
const LONG_NUMBER = /(?<![\d+])[1-9](?:[ .()-]{0,3}\d){10,14}(?!\d)/;

/** Characters that are searched for a phone number: the library accepts no longer number, and its search is slow. */
const SEARCHED = 250;
/** Steps of a search: some milliseconds. */
const SEARCH_STEPS = 4_000;

/** A number as people of the country write it, or an international one, with or without `+` (TextIt 1.6). */
function phoneIn(value: Value, country: Value, env: Env): Value {
  const code = toText(country).trim().toUpperCase() || env.country;
  const options = code !== null && isSupportedCountry(code) ? { defaultCountry: code } : {};
  const text = toText(value);
  const phone = parsePhoneNumberFromString(text, options);
  if (phone?.isPossible()) return phone.number;
  const [first] = findPhoneNumbersInText(text.slice(0, SEARCHED), options);
  if (first !== undefined) return first.number.number;
  const long = LONG_NUMBER.exec(text)?.[0];
  return long === undefined ? null : e164(`+${long}`, null);
}

function checkObject(value: Value): void {
  if (value !== null && valueKindOf(value) !== 'object')
    throw new EvaluationError(`unable to convert ${describe(value)} to an object`);
}

function groupIn(value: Value, uuid: string): Value {
  if (value === null) return null;
  const groups = toList(value).items;
  groups.forEach(checkObject);
  return groups.find((group) => toText(property(group, 'uuid')) === uuid) ?? null;
}

function categoryIn(value: Value, names: readonly string[]): Value {
  if (value === null) return null;
  checkObject(value);
  const category = toText(property(value, 'category'));
  return names.some((name) => name.toLowerCase() === category.toLowerCase()) ? category : null;
}

/** Tests of other things (TextIt 8.9). */
export const FOUND_VALUE_TESTS = {
  has_phone: meteredFn(
    (values) => readingSteps(...values) + SEARCH_STEPS,
    1,
    2,
    (values, env) => found(phoneIn(at(values, 0), at(values, 1), env)),
  ),
  has_group: fn(2, 3, (values) => found(groupIn(at(values, 0), toText(at(values, 1))))),
  has_value: fn(1, 1, (values) => {
    const given = at(values, 0);
    const value = typeof given === 'string' ? given.trim() : given;
    return value === null || toText(value) === '' ? false : match(value);
  }),
  has_category: fn(2, MANY, (values) => found(categoryIn(at(values, 0), values.slice(1).map(toText)))),
  has_error: lenient(1, 1, (values) => {
    const value = at(values, 0);
    return isFailure(value) ? match(value.text) : false;
  }),
} as const;
