import type { Condition, QueryContact, QueryEnv, QueryNode } from '../../../shared/query/query.ts';
import { parseDate } from '../../../shared/query/values/date.ts';
import { parseNumber } from '../../../shared/query/values/number.ts';

/**
 * An evaluator as the reference describes it (5.10), without regard to speed: every property is a list of values, every
 * value is tested, and numbers are compared as fractions. It works in UTC, where a relative day is plain arithmetic.
 */
export function evaluates(node: QueryNode, contact: QueryContact, env: QueryEnv): boolean {
  if (node.kind === 'condition') return holds(node, contact, env);
  const results = node.children.map((child) => evaluates(child, contact, env));
  return node.operator === 'AND' ? !results.includes(false) : results.includes(true);
}

function holds(condition: Condition, contact: QueryContact, env: QueryEnv): boolean {
  const values = valuesOf(condition, contact).filter((value) => value !== null && value !== undefined && value !== '');
  if (condition.value === '') return condition.operator === '=' ? values.length === 0 : values.length > 0;
  if (condition.operator === '!=')
    return values.every((value) => !satisfies({ ...condition, operator: '=' }, value, env));
  return values.some((value) => satisfies(condition, value, env));
}

type Value = string | number | null | undefined;

function valuesOf({ property }: Condition, contact: QueryContact): readonly Value[] {
  if (property.type === 'scheme')
    return contact.urns.filter(([scheme]) => scheme === property.key).map(([, path]) => path);
  if (property.type === 'field') {
    const value = contact.fields[property.key];
    if (property.valueType === 'number') return [value?.number];
    if (property.valueType === 'datetime') return [value?.datetime];
    return [property.valueType === 'state' ? value?.text.replace(/^.*>/, '') : value?.text];
  }
  const attributes: Readonly<Record<string, readonly Value[]>> = {
    uuid: [contact.uuid],
    name: [contact.name],
    language: [contact.language],
    status: [contact.status],
    urn: contact.urns.map(([, path]) => path),
    group: contact.groups,
    tickets: [`${contact.tickets}`],
    created_on: [contact.createdOn],
    last_seen_on: [contact.lastSeenOn],
    ...Object.fromEntries(Object.entries(contact.added ?? {}).map(([key, value]) => [key, [value]])),
  };
  return attributes[property.key] ?? [];
}

function satisfies(condition: Condition, value: Value, env: QueryEnv): boolean {
  const { property, operator } = condition;
  if (typeof value === 'number') return comparesWithDay(operator, value, startOfDay(condition.value, env));
  const text = String(value);
  if (['age', 'tickets', 'visits'].includes(property.key)) {
    return compares(operator, scaled(text), scaled(parseNumber(condition.value) ?? 'none'));
  }
  if (property.key === 'group') return text === condition.asset?.uuid;
  if (operator === '=') return folded(text) === folded(condition.value);
  if (property.key !== 'name') return folded(text).includes(folded(condition.value));
  return wordsOf(condition.value).some((prefix) => wordsOf(text).some((word) => word.startsWith(prefix)));
}

const folded = (text: string): string => text.trim().toLowerCase();

const wordsOf = (text: string): readonly string[] =>
  [...new Intl.Segmenter('en', { granularity: 'word' }).segment(text.toLowerCase())]
    .filter(({ isWordLike, segment }) => isWordLike && Buffer.byteLength(segment) >= 2)
    .map(({ segment }) => [...segment].slice(0, 8).join(''));

const scaled = (decimal: string): bigint => {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(10, '0'));
};

function compares(operator: string, a: bigint, b: bigint): boolean {
  const answers: Readonly<Record<string, boolean>> = {
    '=': a === b,
    '<': a < b,
    '<=': a <= b,
    '>': a > b,
    '>=': a >= b,
  };
  return answers[operator] ?? false;
}

const DAY = 86_400_000_000;

function comparesWithDay(operator: string, at: number, start: number): boolean {
  const answers: Readonly<Record<string, boolean>> = {
    '=': start <= at && at < start + DAY,
    '<': at < start,
    '<=': at < start + DAY,
    '>': at >= start + DAY,
    '>=': at >= start,
  };
  return answers[operator] ?? false;
}

function startOfDay(value: string, env: QueryEnv): number {
  const [, count = '', unit = ''] = /^-(\d+)([dwmy])$/i.exec(value) ?? [];
  if (unit !== '') return daysBack(Number(count), unit.toLowerCase(), env);
  const iso = parseDate(value, { ...env, fillTime: false })?.iso ?? '';
  return Date.parse(`${iso.slice(0, 10)}T00:00:00${iso.slice(26)}`) * 1000;
}

function daysBack(count: number, unit: string, env: QueryEnv): number {
  const date = new Date(env.now / 1000);
  date.setUTCHours(0, 0, 0, 0);
  if (unit === 'd') date.setUTCDate(date.getUTCDate() - count);
  if (unit === 'w') date.setUTCDate(date.getUTCDate() - count * 7);
  if (unit === 'm') date.setUTCMonth(date.getUTCMonth() - count);
  if (unit === 'y') date.setUTCFullYear(date.getUTCFullYear() - count);
  return date.getTime() * 1000;
}
