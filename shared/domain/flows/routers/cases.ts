import * as z from 'zod/mini';
import { boundedArray } from '../../schema.ts';
import { toText } from '../../template-values/convert.ts';
import { EvaluationError } from '../../template-values/error.ts';
import { isFailure, propertyOf, type Value } from '../../template-values/value.ts';
import type { Compile } from '../actions/action.ts';
import { error, valueAt } from '../effects.ts';
import type { Effect, Result, RunStep } from '../flow.ts';
import { type Localization, preferredLanguages, textsIn } from '../localization.ts';
import { broken, cannotRun, type Fault } from '../problem.ts';
import { LIMITS, uuidSchema } from '../schema.ts';
import { spend } from '../template/budget.ts';
import { templateScopeOf } from '../template/context.ts';
import { type FunctionKind, stepsOf } from '../template/library/function.ts';
import { REFUSED_FUNCTIONS } from '../template/library/index.ts';
import { patternProblem } from '../template/library/pattern.ts';
import type { Template } from '../template/template.ts';
import type { Category } from './router.ts';
import { TESTS } from './tests/index.ts';

/** Characters of an argument, which is a template (TextIt). */
const MAX_ARGUMENT = 1_000;

export const caseSchema = z.looseObject({
  uuid: uuidSchema,
  type: z.string(),
  arguments: z._default(boundedArray(z.string().check(z.maxLength(MAX_ARGUMENT)), LIMITS.arguments), []),
  category_uuid: uuidSchema,
});

type Case = z.output<typeof caseSchema>;

export function testProblems({ uuid: id, type, arguments: given }: Case): readonly Fault[] {
  const test = TESTS.get(type);
  if (test === undefined) {
    const why = REFUSED_FUNCTIONS.get(type);
    if (why === undefined) return [broken({ code: 'flow_case_unknown', case: id, test: type })];
    return [cannotRun({ code: 'flow_case_not_here', case: id, test: type, reason: why })];
  }
  const count = given.length + 1;
  const fits = count >= test.least && count <= test.most;
  if (!fits) return [cannotRun({ code: 'flow_case_arguments', case: id, test: type, count: given.length })];
  return type === 'has_pattern' ? patternProblems(id, given) : [];
}

/** Refuses a literal pattern that the engine does not take. (Patterns in translations are refused when they run.) */
function patternProblems(id: string, given: readonly string[]): readonly Fault[] {
  return given.flatMap((pattern) => {
    const why = pattern.includes('@') ? null : patternProblem(pattern.trim());
    return why === null
      ? []
      : [cannotRun({ code: 'flow_case_pattern', case: id, reason: why, pattern: JSON.stringify(pattern) })];
  });
}

/** A prepared case: its test, where it leads, and its arguments in every language. */
interface PreparedCase {
  readonly test: FunctionKind;
  readonly category: Category;
  readonly values: readonly Template[];
  readonly translations: ReadonlyMap<string, readonly Template[]>;
}

/** Null for a case that is a problem already. A translation with another number of arguments is left out. */
export function prepareCase(
  one: Case,
  categories: ReadonlyMap<string, Category>,
  compile: Compile,
  localization: Localization,
): readonly PreparedCase[] {
  const test = TESTS.get(one.type);
  const category = categories.get(one.category_uuid);
  if (test === undefined || category === undefined) return [];
  const translations = new Map<string, readonly Template[]>();
  for (const language of Object.keys(localization)) {
    const texts = textsIn(localization, language, one.uuid, 'arguments');
    if (texts?.length === one.arguments.length) translations.set(language, texts.map(compile));
  }
  return [{ test, category, values: one.arguments.map(compile), translations }];
}

interface Match {
  readonly category: Category;
  readonly found: Pick<Result, 'value' | 'extra'>;
}

/** The first case that holds. A test that fails (bad argument) is an error event, and does not hold. */
export function firstMatch(
  step: RunStep,
  cases: readonly PreparedCase[],
  operand: Value,
): { readonly match: Match | null; readonly errors: readonly Effect[] } {
  const errors: Effect[] = [];
  for (const one of cases) {
    const values = argumentsAt(step, one, errors);
    const result = values === null ? false : tested(step, one.test, [operand, ...values], errors);
    if (result !== false) return { match: { category: one.category, found: foundIn(result) }, errors };
  }
  return { match: null, errors };
}

/** The arguments in the contact's language; null when an expression in them fails. */
function argumentsAt(step: RunStep, { values, translations }: PreparedCase, errors: Effect[]): readonly Value[] | null {
  const language = preferredLanguages(step).find((code) => translations.has(code));
  const templates = (language === undefined ? undefined : translations.get(language)) ?? values;
  const evaluated = templates.map((template) => valueAt(step, template));
  errors.push(...evaluated.flatMap((one) => one.errors));
  return evaluated.some((one) => one.errors.length > 0) ? null : evaluated.map(({ value }) => value);
}

function tested(step: RunStep, test: FunctionKind, values: readonly Value[], errors: Effect[]): Value {
  // A failed operand was already reported; only has_error needs it.
  if (!test.takesErrors && values.some(isFailure)) return false;
  spend(step.budget, stepsOf(test, values));
  try {
    return test.call(values, templateScopeOf(step).env);
  } catch (failure) {
    if (!(failure instanceof EvaluationError)) throw failure;
    errors.push(error(failure.message));
    return false;
  }
}

function foundIn(result: Value): Match['found'] {
  if (result === null || typeof result !== 'object' || result.kind !== 'object') return { value: toText(result) };
  const extra = propertyOf(result, 'extra') ?? null;
  const groups = extra !== null && typeof extra === 'object' && extra.kind === 'object' ? [...extra.entries] : null;
  return {
    value: toText(propertyOf(result, 'match') ?? null),
    ...(groups !== null && { extra: Object.fromEntries(groups.map(([key, value]) => [key, toText(value())])) }),
  };
}
