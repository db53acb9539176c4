import type { Condition } from '../ast.ts';
import type { NamedAsset, QueryEnv } from '../env.ts';
import { queryFailure } from '../errors.ts';
import { parseNumber } from '../values/number.ts';
import { isDay } from '../values/range.ts';
import type { AttributeKey } from './attributes.ts';
import { valueTypeOf } from './properties.ts';

const STATUSES: ReadonlySet<string> = new Set(['active', 'archived', 'blocked', 'stopped']);
const LANGUAGE = /^[a-z]{3}$/;

/** Refuses a value that its property cannot have (TextIt 5.6 rule 5). */
export function checkValue(condition: Condition, env: QueryEnv): void {
  const type = valueTypeOf(condition.property);
  if (type === 'number') checkNumber(condition, env);
  else if (type === 'datetime') checkDate(condition, env);
  else if (condition.property.type === 'attribute') ATTRIBUTE_CHECKS[condition.property.key]?.(condition, env);
}

type Check = (condition: Condition, env: QueryEnv) => void;

const checkNumber: Check = ({ value, valueSpan }) => {
  if (parseNumber(value) === null) throw queryFailure('notNumber', value, valueSpan);
};

const checkDate: Check = ({ value, valueSpan }, env) => {
  if (!isDay(value, env)) throw queryFailure('notDate', value, valueSpan, env.dateStyle);
};

const checkGroup: Check = ({ value, valueSpan, asset }, { resolver }) => {
  if (resolver && !asset) throw queryFailure('notValid', value, 'group name', valueSpan);
};

const checkFlow: Check = ({ value, valueSpan, asset }, { resolver }) => {
  if (resolver && !asset) throw queryFailure('notValid', value, 'flow name', valueSpan);
};

const checkStatus: Check = ({ value, valueSpan }) => {
  if (!STATUSES.has(value.toLowerCase())) throw queryFailure('notValid', value, 'contact status', valueSpan);
};

const checkLanguage: Check = ({ value, valueSpan }, { isLanguage }) => {
  const code = value.toLowerCase();
  if (LANGUAGE.test(code) && (isLanguage?.(code) ?? true)) return;
  throw queryFailure('notValid', value, 'language code', valueSpan);
};

const ATTRIBUTE_CHECKS: Readonly<Partial<Record<AttributeKey, Check>>> = {
  group: checkGroup,
  flow: checkFlow,
  history: checkFlow,
  status: checkStatus,
  language: checkLanguage,
};

/** The group or flow that a condition's value names; null when it names none, or there is no resolver. */
export function assetOf(property: Condition['property'], value: string, env: QueryEnv): NamedAsset | null {
  if (property.type !== 'attribute' || value === '' || !env.resolver) return null;
  switch (property.key) {
    case 'group':
      return named(env.resolver.group(value));
    case 'flow':
    case 'history':
      return named(env.resolver.flow(value));
    default:
      return null;
  }
}

/** Keeps only what a query needs: resolvers may return whole groups and flows. */
const named = (asset: NamedAsset | null): NamedAsset | null => asset && { uuid: asset.uuid, name: asset.name };
