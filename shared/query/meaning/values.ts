import type { Condition } from '../ast.ts';
import type { NamedAsset, QueryEnv } from '../env.ts';
import { notConverted, notValid } from '../errors.ts';
import { parseNumber } from '../values/number.ts';
import { isDay } from '../values/range.ts';
import type { AttributeKey } from './attributes.ts';
import { valueTypeOf } from './properties.ts';

const STATUSES: ReadonlySet<string> = new Set(['active', 'archived', 'blocked', 'stopped']);
const LANGUAGE = /^[a-z]{3}$/;

const DATE_EXAMPLES = { day_first: '27-01-2020', month_first: '01-27-2020', year_first: '2020-01-27' } as const;

/** Refuses a value that its property cannot have (TextIt 5.6 rule 5). */
export function checkValue(condition: Condition, env: QueryEnv): void {
  const type = valueTypeOf(condition.property);
  if (type === 'number') checkNumber(condition, env);
  else if (type === 'datetime') checkDate(condition, env);
  else if (condition.property.type === 'attribute') ATTRIBUTE_CHECKS[condition.property.key]?.(condition, env);
}

type Check = (condition: Condition, env: QueryEnv) => void;

const checkNumber: Check = ({ value, valueSpan }) => {
  if (parseNumber(value) !== null) return;
  const hint = 'Write digits with at most one point, such as 18 or -2.5, and no thousands separators.';
  throw notConverted(value, 'number', valueSpan, `${foundInsteadOf('a number', value)} ${hint}`);
};

const checkDate: Check = ({ value, valueSpan }, env) => {
  if (isDay(value, env)) return;
  const hint = `Write it as ${DATE_EXAMPLES[env.dateStyle]}, or count back from today: -90d, -12w, -6m, -1y.`;
  throw notConverted(value, 'date', valueSpan, `${foundInsteadOf('a date', value)} ${hint}`);
};

const checkGroup: Check = ({ value, valueSpan, asset }, { resolver }) => {
  if (!resolver || asset) return;
  throw notValid(value, 'group name', valueSpan, `There is no group called "${value}". Check the spelling.`);
};

const checkFlow: Check = ({ value, valueSpan, asset }, { resolver }) => {
  if (!resolver || asset) return;
  throw notValid(
    value,
    'flow name',
    valueSpan,
    `There is no flow called "${value}", or more than one. Check the spelling.`,
  );
};

const checkStatus: Check = ({ value, valueSpan }) => {
  if (STATUSES.has(value.toLowerCase())) return;
  throw notValid(
    value,
    'contact status',
    valueSpan,
    `${foundInsteadOf('a status', value)} Try active, archived, blocked or stopped.`,
  );
};

const checkLanguage: Check = ({ value, valueSpan }, { isLanguage }) => {
  const code = value.toLowerCase();
  if (LANGUAGE.test(code) && (isLanguage?.(code) ?? true)) return;
  const hint = 'Use the ISO-639-3 code of three letters, such as eng.';
  throw notValid(value, 'language code', valueSpan, `${foundInsteadOf('a language', value)} ${hint}`);
};

const ATTRIBUTE_CHECKS: Readonly<Partial<Record<AttributeKey, Check>>> = {
  group: checkGroup,
  flow: checkFlow,
  history: checkFlow,
  status: checkStatus,
  language: checkLanguage,
};

const foundInsteadOf = (what: string, value: string): string =>
  value === '' ? `There is nothing between the quotes; ${what} must stand there.` : `"${value}" is not ${what}.`;

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
