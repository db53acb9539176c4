import fc from 'fast-check';
import { newBudget, TooCostlyError } from '../../shared/domain/flows/template/budget.ts';
import { templateScopeOf } from '../../shared/domain/flows/template/context.ts';
import { toText } from '../../shared/domain/flows/template/convert.ts';
import { evaluate } from '../../shared/domain/flows/template/evaluate.ts';
import { FUNCTIONS } from '../../shared/domain/flows/template/library/index.ts';
import { TOP_LEVELS } from '../../shared/domain/flows/template/names.ts';
import { readTemplate, renderTemplate } from '../../shared/domain/flows/template/template.ts';
import { OPERATORS } from '../../shared/domain/flows/template/tokens.ts';
import type { Value } from '../../shared/domain/flows/template/value.ts';
import { assets } from '../shared/domain/contacts/world.ts';
import { step } from '../shared/domain/flows/step.ts';
import edges from './edges.json' with { type: 'json' };
import type { Kind } from './kind.ts';

/** An expression asked for chance. */
class Chance extends Error {}

const random = (): never => {
  throw new Chance();
};

const scopeOf = () => templateScopeOf({ ...step, random, budget: newBudget() });

/** Every path that leads to a value, such as `contact.groups.0.name`. */
const PATHS: readonly string[] = TOP_LEVELS.flatMap((name) => pathsFrom(name, 3));

function pathsFrom(path: string, deeper: number): readonly string[] {
  const value = evaluate({ type: 'name', name: path }, { ...scopeOf(), lookUp: () => valueAt(path) });
  if (deeper === 0 || value === null || typeof value !== 'object') return [path];
  if (value.kind === 'array') return [path, ...value.items.flatMap((_, at) => pathsFrom(`${path}.${at}`, deeper - 1))];
  if (value.kind !== 'object') return [path];
  return [path, ...[...value.entries.keys()].flatMap((key) => pathsFrom(`${path}.${key}`, deeper - 1))];
}

function valueAt(path: string) {
  const [name = '', ...keys] = path.split('.');
  const scope = scopeOf();
  return keys.reduce(
    (value, key) => evaluate({ type: 'property', of: { type: 'literal', value }, key }, scope),
    evaluate({ type: 'name', name }, scope),
  );
}

const quoted = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r')}"`;

/** A text of a few edge values, so that parts of them meet. */
const texts = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...edges.texts) },
  fc.array(fc.constantFrom(...edges.texts), { maxLength: 3 }).map((parts) => parts.join(' ')),
  fc.array(fc.constantFrom(...edges.characters), { maxLength: 8 }).map((parts) => parts.join('')),
);

const atoms = fc.oneof(
  { weight: 4, arbitrary: texts.map(quoted) },
  { weight: 3, arbitrary: fc.constantFrom(...edges.numbers) },
  { weight: 2, arbitrary: fc.constantFrom(...edges.layouts, ...edges.units).map(quoted) },
  { weight: 2, arbitrary: fc.constantFrom(...edges.values) },
  { weight: 2, arbitrary: fc.constantFrom(...PATHS) },
);

/** By the grammar of `shared/domain/flows/template/parse.ts`, with each function of the registry. */
const expressions = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: atoms },
    { weight: 5, arbitrary: fc.constantFrom(...FUNCTIONS.keys()).chain((name) => callsOf(name, tie('expression'))) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('expression'), fc.constantFrom(...OPERATORS), tie('expression'), fc.boolean())
        .map(([left, operator, right, bare]) =>
          bare ? `${left} ${operator} ${right}` : `(${left}) ${operator} (${right})`,
        ),
    },
    { weight: 1, arbitrary: tie('expression').map((operand) => `-${operand}`) },
    { weight: 1, arbitrary: fc.tuple(tie('expression'), atoms).map(([of, at]) => `(${of})[${at}]`) },
    { weight: 1, arbitrary: tie('expression').map((body) => `(x) => x & ${body}`) },
  ),
})).expression;

/** Nearly always with as many values as the function takes. */
function callsOf(name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const { least = 0, most = 0 } = FUNCTIONS.get(name) ?? {};
  const usual = fc.array(value, { minLength: least, maxLength: Math.min(most, least + 2) });
  return fc
    .oneof({ weight: 19, arbitrary: usual }, { weight: 1, arbitrary: fc.array(value, { maxLength: 5 }) })
    .map((values) => `${name}(${values.join(', ')})`);
}

const pieces = fc.oneof(
  { weight: 6, arbitrary: expressions.map((expression) => `@(${expression})`) },
  { weight: 2, arbitrary: fc.constantFrom(...PATHS).map((path) => `@${path}`) },
  { weight: 1, arbitrary: fc.constantFrom(...edges.between) },
);

const inputs = fc.oneof(
  { weight: 4, arbitrary: expressions.map((expression) => `@(${expression})`) },
  fc.array(pieces, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
);

/** What a template prints, which of its expressions failed, and why in our words. */
interface Answer {
  readonly text: string;
  readonly failed: readonly string[];
  readonly why: readonly string[];
}

function answer(input: unknown): Answer | undefined {
  try {
    const { text, errors } = renderTemplate(readTemplate(String(input)).template, scopeOf());
    return { text, failed: errors.map(({ expression }) => expression), why: errors.map(({ text: why }) => why) };
  } catch (error) {
    // A run that takes too much work ends here, and goes on in TextIt: a difference of runs, not of expressions.
    if (error instanceof Chance || error instanceof TooCostlyError) return undefined;
    throw error;
  }
}

const { settings } = assets;

/** A value as JSON. An object that prints as a text has it as `__default__`; times are texts. */
function shown(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value.kind === 'number') return Number(toText(value));
  if (value.kind === 'array') return value.items.map(shown);
  if (value.kind !== 'object') return toText(value);
  const entries = [...value.entries].map(([key, property]) => [key, shown(property())] as const);
  return { ...(value.text !== null && { __default__: value.text }), ...Object.fromEntries(entries) };
}

/** The values of every top level as JSON, and the workspace and the moment in which they are looked at. */
const world = {
  now: toText({ kind: 'datetime', at: step.now, zone: 'UTC' }),
  timezone: settings.timezone,
  date_style: settings.dateStyle,
  country: settings.country,
  languages: settings.languages,
  values: Object.fromEntries(TOP_LEVELS.map((name) => [name, shown(evaluate({ type: 'name', name }, scopeOf()))])),
};

export const templates: Kind = {
  share: 5,
  world,
  inputs,
  answer,
  // The sentences of errors are each engine's own.
  compared: (given) => {
    const { text, failed } = given as Answer;
    return { text, failed };
  },
};
