import * as z from 'zod/mini';
import { boundedArray } from '../../schema.ts';
import { broken, type Fault } from '../problem.ts';
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
