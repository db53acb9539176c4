import * as z from 'zod/mini';
import { choice, list, map, says, text } from '../schema.ts';
import { LONGEST_VALUE } from './problems.ts';
import { type DeclaredRefusals, HOWS } from './refusals.ts';

/** A declaration in a body. */
export const refusalsBody = ({ columns, cells }: { readonly columns: number; readonly cells: number }) =>
  z.union(
    [z.literal('none'), map(z.union([choice(HOWS), list(text({ max: LONGEST_VALUE, blank: true }), cells)]), columns)],
    { error: says({ code: 'refusals_how', hows: HOWS.join(', ') }) },
  );

/** A declaration in answers, and how one column or file says it. */
export const howSchema = z.union([z.enum(HOWS), z.array(z.string())]);
export const refusalsSchema = z.union([z.literal('none'), z.record(z.string(), howSchema)]);

export const showRefusals = (refusals: DeclaredRefusals): z.output<typeof refusalsSchema> =>
  refusals === 'none'
    ? refusals
    : Object.fromEntries(
        Object.entries(refusals).map(([name, how]) => [name, typeof how === 'string' ? how : [...how]]),
      );
