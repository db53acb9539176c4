import type { Condition, Operator, QueryProperty } from '../ast.ts';
import type { QueryEnv } from '../env.ts';
import type { Word } from '../syntax/tree.ts';
import { nameTokens } from './names.ts';
import { lowerCase } from './properties.ts';

/** The alphabet of a ref leaves out I, O, 0 and 1, which people mix up (TextIt 1.3). */
const REF = /^[A-HJ-NP-Z2-9]{6,7}$/;
const PHONE_PART = /^\+?[-\d]{4,}$/;
const URN = /^([\p{L}\p{Nd}_]+):([^?#]+)/u;
const PATH_ESCAPE = /%(23|25|3f)/gi;

/** The condition that a bare value means (TextIt 5.5): an address, part of a phone number, a ref, or else a name. */
export function implicitCondition(value: Word, env: QueryEnv): Condition {
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
  const operator = nameTokens(value.text).length > 0 ? '~' : '=';
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
