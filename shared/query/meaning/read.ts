import type { Combination, Condition, Operator, QueryNode, QueryProperty } from '../ast.ts';
import type { QueryEnv } from '../env.ts';
import { queryFailure } from '../errors.ts';
import { lowerCase } from '../lower-case.ts';
import type { SyntaxCondition, SyntaxNode, Word } from '../syntax/tree.ts';
import { plainText } from '../values/plain-text.ts';
import { ALWAYS_SET } from './attributes.ts';
import { hasNameToken, MIN_NAME_TOKEN } from './names.ts';
import { resolveProperty, valueTypeOf } from './properties.ts';
import { assetOf, checkValue } from './values.ts';

/** A shorter part of an address would match nearly every contact. TextIt counts bytes, as for names. */
const MIN_URN_PART = 3;

/** The alphabet of a ref leaves out I, O, 0 and 1, which people mix up (TextIt 1.3). */
const REF = /^[A-HJ-NP-Z2-9]{6,7}$/;
const PHONE_PART = /^\+?[-\d]{4,}$/;
const URN = /^([\p{L}\p{M}\p{Nd}_]+):([^?#]+)/u;
const PATH_ESCAPE = /%(23|25|3f)/gi;

/** Gives a syntax tree its meaning: looks names up, checks and simplifies. Throws a `QueryFailure`. */
export function readTree(node: SyntaxNode, env: QueryEnv): QueryNode {
  switch (node.kind) {
    case 'combination':
      return combine(
        node.operator,
        node.children.map((child) => readTree(child, env)),
      );
    case 'condition':
      return checked(explicitCondition(node, env), env);
    case 'literal':
      return checked(implicitCondition(node.value, env), env);
  }
}

function explicitCondition({ property: word, operator, value }: SyntaxCondition, env: QueryEnv): Condition {
  const property = resolveProperty(word, env);
  return {
    kind: 'condition',
    property,
    operator,
    // Texts that this service adds are compared without accents and capitals.
    value: property.type === 'added' && property.valueType === 'text' ? plainText(value.text) : value.text,
    asset: assetOf(property, value.text, env),
    span: { start: word.start, end: value.end },
    valueSpan: { start: value.start, end: value.end },
  };
}

export function checked(condition: Condition, env: QueryEnv): Condition {
  validate(condition, env);
  return condition;
}

/** Merges a combination into an outer one with the same operator (TextIt 5.8). */
function combine(operator: Combination['operator'], nodes: readonly QueryNode[]): Combination {
  const children: QueryNode[] = [];
  for (const node of nodes) {
    if (node.kind === 'combination' && node.operator === operator) children.push(...node.children);
    else children.push(node);
  }
  return { kind: 'combination', operator, children };
}

/** The condition that a bare value means (TextIt 5.5): an address, part of a phone number, a ref, or else a name. */
function implicitCondition(value: Word, env: QueryEnv): Condition {
  const guess = env.redactUrns ? refCondition(value) : (urnCondition(value) ?? phonePartCondition(value));
  return guess ?? nameCondition(value);
}

function refCondition(value: Word): Condition | null {
  return REF.test(value.text) ? condition({ type: 'attribute', key: 'ref' }, '=', value.text, value) : null;
}

function urnCondition(value: Word): Condition | null {
  const match = URN.exec(value.text);
  if (!match) return null;
  const [, scheme = '', path = ''] = match;
  return condition({ type: 'scheme', key: lowerCase(scheme) }, '=', unescapePath(path), value);
}

const unescapePath = (path: string): string =>
  path.replace(PATH_ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function phonePartCondition(value: Word): Condition | null {
  if (!PHONE_PART.test(value.text)) return null;
  return condition({ type: 'scheme', key: 'tel' }, '~', value.text.replaceAll('-', ''), value);
}

function nameCondition(value: Word): Condition {
  const operator = hasNameToken(value.text) ? '~' : '=';
  return condition({ type: 'attribute', key: 'name' }, operator, value.text, value);
}

/** What a query means that is one phone number and nothing else (TextIt 5.1 rule 3). */
export const phoneCondition = (e164: string, span: Word): Condition =>
  condition({ type: 'scheme', key: 'tel' }, '=', e164, span);

const condition = (property: QueryProperty, operator: Operator, value: string, { start, end }: Word): Condition => ({
  kind: 'condition',
  property,
  operator,
  value,
  asset: null,
  span: { start, end },
  valueSpan: { start, end },
});

/**
 * Refuses a condition that has no meaning, in TextIt's order (5.6): hidden addresses, operator, set check, value.
 * Unknown properties were refused before. Some checks look only at the property's key, as TextIt's do, so a field with
 * an attribute's key is checked like the attribute.
 */
function validate(condition: Condition, env: QueryEnv): void {
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
  if (isText && property.type === 'added') {
    if (value === '') throw queryFailure('invalidPartialName', 1, valueSpan);
  } else if (isText && property.key === 'name') {
    if (!hasNameToken(value)) throw queryFailure('invalidPartialName', MIN_NAME_TOKEN, valueSpan);
  } else if (isText && isAboutUrns(condition)) {
    if (new TextEncoder().encode(value).length < MIN_URN_PART)
      throw queryFailure('invalidPartialUrn', MIN_URN_PART, valueSpan);
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
