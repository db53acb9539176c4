import * as z from 'zod/mini';
import { STAGE_TYPES } from '../../shared/domain/policies/stage-rule.ts';

/** A number for each day from 7 to 720, as far as anybody was quiet for so long; null where it is unknown. */
const byDays = z.array(z.nullable(z.number()));

const returnsSchema = z.object({
  share: byDays,
  low: byDays,
  high: byDays,
  cases: z.array(z.int()),
  returned: z.array(z.int()),
  plain_low: byDays,
  plain_high: byDays,
});

/** Whom a stage would have taken, and how many of them wrote again within so many days, or until today. */
export const takenSchema = z.object({
  taken: z.int(),
  wrote_within: z.object({ 30: z.int(), 90: z.int(), 365: z.int() }),
  wrote_ever: z.int(),
});

/**
 * A draft, played over the past. `of` are all contacts, `wanted` those whose past was to be read, `read` those whose
 * past was read before the budget of an answer was spent, `people` those of them in the selection. `trials` have other
 * numbers of days for the first stage. A `total` is null after 720 days, and where nobody is known to be taken while it
 * is `unknown` of some: they came here with a past, and had been quiet for longer by then.
 */
export const policySimulationSchema = z.object({
  since: z.string(),
  people: z.int(),
  read: z.int(),
  wanted: z.int(),
  of: z.int(),
  sampled: z.boolean(),
  stages: z.array(
    z.object({ key: z.string(), do: z.enum(STAGE_TYPES), days: z.int(), total: z.nullable(takenSchema) }),
  ),
  trials: z.array(
    z.object({
      days: z.int(),
      unknown: z.int(),
      total: z.nullable(takenSchema),
      months: z.array(z.extend(takenSchema, { month: z.string() })),
    }),
  ),
  returns: z.object({ 30: returnsSchema, 90: returnsSchema, 365: returnsSchema }),
  prompted: z.int(),
  never_seen: z.object({ open: z.int(), wrote: z.int() }),
  read_units: z.number(),
});
