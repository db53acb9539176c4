import type { Condition } from '../ast.ts';
import type { QueryEnv } from '../env.ts';
import { queryFailure } from '../errors.ts';
import { ALWAYS_SET } from './attributes.ts';
import { MIN_NAME_TOKEN, nameTokens } from './names.ts';
import { valueTypeOf } from './properties.ts';
import { checkValue } from './values.ts';

/** A shorter part of an address would match nearly every contact. */
const MIN_URN_PART = 3;

/**
 * Refuses a condition that has no meaning, in TextIt's order (5.6): hidden addresses, operator, set check, value.
 * Unknown properties were refused before. Some checks look only at the property's key, as TextIt's do, so a field with
 * an attribute's key is checked like the attribute.
 */
export function validate(condition: Condition, env: QueryEnv): void {
  if (env.redactUrns && condition.value !== '' && isAboutUrns(condition))
    throw queryFailure('redactedUrns', condition.span);
  checkOperator(condition);
  if (condition.value === '' && isEquality(condition)) checkSetCheck(condition);
  else checkValue(condition, env);
}

const isAboutUrns = ({ property }: Condition): boolean => property.type === 'scheme' || property.key === 'urn';

const isEquality = ({ operator }: Condition): boolean => operator === '=' || operator === '!=';

function checkOperator(condition: Condition): void {
  if (condition.operator === '~') checkContains(condition);
  else if (!isEquality(condition)) checkComparison(condition);
}

function checkContains(condition: Condition): void {
  const { property, value, span, valueSpan } = condition;
  const isText = valueTypeOf(property) === 'text';
  if (isText && property.key === 'name') {
    if (nameTokens(value).length === 0) throw queryFailure('invalidPartialName', MIN_NAME_TOKEN, valueSpan);
  } else if (isText && isAboutUrns(condition)) {
    if ([...value].length < MIN_URN_PART) throw queryFailure('invalidPartialUrn', MIN_URN_PART, valueSpan);
  } else {
    throw queryFailure('unsupportedContains', property.key, span);
  }
}

/** A field of unknown type may be a number or a date, so every comparison is allowed. */
function checkComparison({ property, operator, span }: Condition): void {
  const isUnknown = property.type === 'field' && property.valueType === 'unknown';
  if (!isUnknown && valueTypeOf(property) === 'text')
    throw queryFailure('unsupportedComparison', property.key, operator, span);
}

function checkSetCheck({ property, operator, span }: Condition): void {
  if (ALWAYS_SET.has(property.key)) throw queryFailure('unsupportedSetcheck', property.key, operator, span);
}
