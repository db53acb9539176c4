import { isJsonObject, type Json } from '../json.ts';
import { type Context, localized, objectsIn } from './context.ts';
import { migrateTest, testType } from './tests.ts';
import { readTexts } from './texts.ts';

/** What the rules of a set become. */
export interface Routing {
  readonly categories: readonly Json[];
  readonly exits: readonly Json[];
  readonly cases: readonly Json[];
  readonly default_category_uuid: string | null;
  readonly timeout: { readonly seconds: number; readonly category_uuid: string } | null;
}

interface Rule {
  readonly rule: Json;
  readonly type: string;
  readonly category: string;
}

/** Rules with the same category and destination had one exit. The rules behind a `true` were never tried. */
export function migrateRules(ruleSet: Json, set: string, context: Context): Routing {
  const exits: Json[] = [];
  const categories: Json[] = [];
  const known = new Map<string, string>();
  const rules = objectsIn(ruleSet, 'rules').map((rule, i): Rule => {
    const key = JSON.stringify([readTexts(rule['category'], context.language).own, rule['destination'] ?? null]);
    const category = known.get(key) ?? context.uuids.claim(undefined, 'category', set, i);
    if (!known.has(key)) {
      const exit = context.uuids.claim(rule['uuid'], 'exit', set, i);
      exits.push({ uuid: exit, destination_uuid: context.uuids.node(rule['destination']) });
      categories.push(categoryOf(rule, category, exit, context));
    }
    known.set(key, category);
    return { rule, type: testType(rule), category };
  });
  return { categories, exits, ...casesOf(rules, set, context), timeout: timeoutOf(rules) };
}

const categoryOf = (rule: Json, uuid: string, exit: string, context: Context): Json => ({
  uuid,
  name: localized(rule['category'], { uuid, property: 'name' }, context),
  exit_uuid: exit,
});

/** Tests that are no cases now. */
const NO_CASES: ReadonlySet<string> = new Set(['true', 'false', 'timeout']);

function casesOf(rules: readonly Rule[], set: string, context: Context) {
  const always = rules.findIndex(({ type }) => type === 'true');
  const tried = always < 0 ? rules : rules.slice(0, always);
  const cases = tried
    .filter(({ type }) => !NO_CASES.has(type))
    .map(({ rule, category }, i) => {
      const uuid = context.uuids.claim(undefined, 'case', set, i);
      return { uuid, ...migrateTest(rule, uuid, context), category_uuid: category };
    });
  return { cases, default_category_uuid: (rules[always] ?? otherwise(rules))?.category ?? null };
}

/** The outcomes that rules of services left for everything else. */
const OTHERWISE: ReadonlySet<unknown> = new Set(['expired', 'failed', 'failure']);

const otherwise = (rules: readonly Rule[]): Rule | undefined =>
  rules.find(
    ({ rule: { test } }) =>
      isJsonObject(test) && OTHERWISE.has(test['exit_type'] ?? test['exit_status'] ?? test['status']),
  );

/** A rule gave minutes without a reply. */
function timeoutOf(rules: readonly Rule[]): Routing['timeout'] {
  const timeout = rules.find(({ type }) => type === 'timeout');
  const test = timeout?.rule['test'];
  if (timeout === undefined || !isJsonObject(test)) return null;
  return { seconds: Math.round(Number(test['minutes'] ?? 5) * 60) || 300, category_uuid: timeout.category };
}
