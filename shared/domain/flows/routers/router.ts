import * as z from 'zod/mini';
import { boundedArray } from '../../schema.ts';
import { type Compile, compiler } from '../actions/action.ts';
import type { Effect, Result, Route, RunStep } from '../flow.ts';
import { type Localization, translated } from '../localization.ts';
import { broken, cannotRun, type Fault, isOfGlobal, parseJson } from '../problem.ts';
import type { KeptResult } from '../results.ts';
import { LIMITS, uuidSchema } from '../schema.ts';

const categorySchema = z.looseObject({
  uuid: uuidSchema,
  name: z.string().check(z.minLength(1), z.maxLength(64)),
  exit_uuid: z.nullish(uuidSchema),
});

export type Category = z.output<typeof categorySchema>;

/** What every router has, as part of its schema. A `wait` pauses a run for a reply, which cannot run here. */
export const routerFrame = {
  result_name: z.nullish(z.string().check(z.maxLength(64))),
  categories: boundedArray(categorySchema, LIMITS.categories).check(z.minLength(1)),
  wait: z.nullish(z.unknown()),
};

export const exitProblems = (categories: readonly Category[], exits: ReadonlySet<string>): readonly Fault[] =>
  categories
    .filter(({ exit_uuid }) => !exits.has(exit_uuid ?? ''))
    .map(({ uuid, exit_uuid }) => broken({ code: 'flow_category_exit', category: uuid, exit: exit_uuid ?? 'null' }));

/** What a router is read with: its node's exits and the flow's translations. */
export interface Surroundings {
  readonly exits: ReadonlySet<string>;
  readonly localization: Localization;
}

type RouterReading =
  | {
      readonly ok: true;
      readonly route: Route;
      readonly categories: readonly string[];
      readonly keeps: KeptResult | null;
      /** Globals that it uses. */
      readonly faults: readonly Fault[];
    }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly keeps: KeptResult | null };

export type RouterReader = (json: unknown, surroundings: Surroundings) => RouterReading;

interface RouterFrame {
  readonly result_name?: string | null | undefined;
  readonly categories: readonly Category[];
  readonly wait?: unknown;
}

/** Declares a router type: its schema, further checks, and how it is prepared to run. */
export function defineRouter<S extends z.ZodMiniType<RouterFrame>>(
  schema: S,
  check: (router: z.output<S>, surroundings: Surroundings) => readonly Fault[],
  prepare: (router: z.output<S>, compile: Compile, surroundings: Surroundings) => Route,
): RouterReader {
  return (json, surroundings) => {
    const parsed = parseJson(schema, json);
    if (!parsed.ok) return { ok: false, faults: parsed.problems.map(broken), keeps: null };
    const router = parsed.data;
    const faults = [...(router.wait ? [cannotRun({ code: 'flow_waits' })] : []), ...check(router, surroundings)];
    const route = prepare(router, compiler(faults), surroundings);
    const categories = router.categories.map(({ name }) => name);
    const keeps = router.result_name ? { name: router.result_name, categories: [...new Set(categories)] } : null;
    return faults.every(isOfGlobal) ? { ok: true, route, categories, keeps, faults } : { ok: false, faults, keeps };
  };
}

/** Leaves by a category's exit, and stores the result when the router keeps one. */
export function leaveBy(
  step: RunStep,
  router: RouterFrame,
  category: Category,
  localization: Localization,
  found: Pick<Result, 'value' | 'input' | 'extra'>,
): { readonly exit: string | null; readonly effects: readonly Effect[] } {
  const exit = category.exit_uuid ?? null;
  if (!router.result_name) return { exit, effects: [] };
  const local = translated(step, localization, category.uuid, 'name');
  const result = {
    name: router.result_name,
    category: category.name,
    ...(local !== undefined && { category_localized: local }),
    ...found,
  };
  return { exit, effects: [{ type: 'result', result }] };
}
