import * as z from 'zod/mini';
import { boundedArray } from '../../schema.ts';
import { toText } from '../../template-values/convert.ts';
import { isFailure } from '../../template-values/value.ts';
import type { Compile } from '../actions/action.ts';
import { valueAt } from '../effects.ts';
import type { Route } from '../flow.ts';
import { broken, type Fault } from '../problem.ts';
import { LIMITS, uuidOrNoneSchema } from '../schema.ts';
import { caseSchema, firstMatch, prepareCase, testProblems } from './cases.ts';
import { defineRouter, exitProblems, leaveBy, routerFrame, type Surroundings } from './router.ts';

const schema = z.looseObject({
  ...routerFrame,
  operand: z.string().check(z.maxLength(10_000)),
  default_category_uuid: uuidOrNoneSchema,
  cases: z._default(boundedArray(caseSchema, LIMITS.cases), []),
});

type SwitchRouter = z.output<typeof schema>;

/** The first case that holds wins, else the default category (TextIt 8.9). */
export const switchRouter = defineRouter(schema, problemsOf, prepare);

function problemsOf(router: SwitchRouter, { exits }: Surroundings): readonly Fault[] {
  const known = new Set(router.categories.map((category) => category.uuid));
  const strange = (category: string | null | undefined): boolean => Boolean(category) && !known.has(category ?? '');
  return [
    ...exitProblems(router.categories, exits),
    ...(strange(router.default_category_uuid)
      ? [broken({ code: 'flow_default_category', category: router.default_category_uuid ?? '' })]
      : []),
    ...router.cases.flatMap((one) => [
      ...(strange(one.category_uuid)
        ? [broken({ code: 'flow_case_category', case: one.uuid, category: one.category_uuid })]
        : []),
      ...testProblems(one),
    ]),
  ];
}

function prepare(router: SwitchRouter, compile: Compile, { localization }: Surroundings): Route {
  const operand = compile(router.operand);
  const byUuid = new Map(router.categories.toReversed().map((category) => [category.uuid, category]));
  const cases = router.cases.flatMap((one) => prepareCase(one, byUuid, compile, localization));
  const fallback = byUuid.get(router.default_category_uuid ?? '');
  return (step) => {
    const { value, errors } = valueAt(step, operand);
    const input = isFailure(value) ? '' : toText(value);
    const { match, errors: caseErrors } = firstMatch(step, cases, value);
    const category = match?.category ?? fallback;
    const effects = [...errors, ...caseErrors];
    if (category === undefined) return { exit: null, effects };
    const left = leaveBy(step, router, category, localization, { input, ...(match?.found ?? { value: input }) });
    return { exit: left.exit, effects: [...effects, ...left.effects] };
  };
}
