import type * as z from 'zod/mini';
import { consumedSince } from '../../shared/data/dynamo/index.ts';
import { listJobs } from '../../shared/data/jobs/index.ts';
import { agesAt, before, inMonth, sum } from '../../shared/domain/dormancy/ages.ts';
import { nextSweep } from '../../shared/domain/dormancy/sweep.ts';
import { formatIfAny, formatInstant } from '../../shared/domain/instant.ts';
import {
  accepted,
  endpoint,
  ok,
  type Request,
  type RequestContext,
  unkeptEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { byNumber } from '../../shared/lambda/http/param.ts';
import { integerParam } from '../../shared/lambda/http/params.ts';
import { sweepNow } from '../../shared/services/lifecycle/sweep.ts';
import { agesIn } from './ages.ts';
import type { dormancySchema } from './answers.schema.ts';

/** Counted besides the workspace's own number of days. */
const USUAL_DAYS = [30, 60, 90, 180, 365];

const MOST_DAYS = 20;
const LONGEST = 3_650;

/**
 * GET dormancy.json: how long active contacts have been quiet, by month and some numbers of days, as sweeps count. From
 * the folder index: 0.5 read units for each span, shard and folder, or 0.025 a contact; or by the snapshot.
 */
export const showDormancy = endpoint({
  summary: 'How long contacts have not been seen, and the nightly sweep',
  params: {
    days: {
      ...byNumber('more numbers of days to count for; may be repeated', { least: 1, most: LONGEST }),
      how: true,
      repeats: true,
    },
  },
  parse: ({ repeated, assets }) => daysParam(repeated('days'), assets.settings.dormancyDays),
  async handle(days, context) {
    const { runtime, assets, now } = context;
    const { timezone, dormancyDays } = assets.settings;
    const start = runtime.data.meter.read();
    const { stretches, months, deadlines } = agesAt(now, timezone, days);
    const [active, dormant] = await agesIn(stretches, context);
    const aged = [...(active ?? []), ...(dormant ?? [])];
    const body: z.output<typeof dormancySchema> = {
      now: formatInstant(now),
      dormancy_days: dormancyDays,
      total: sum(aged),
      dormant: sum(dormant ?? []),
      earlier: before(aged, months[0]?.from ?? ''),
      months: months.map((month) => ({ month: month.month, count: inMonth(aged, month) })),
      not_seen: deadlines.map(({ before: end, ...each }) => ({ ...each, count: before(aged, end) })),
      last_sweep: await lastSweep(context),
      next_sweep: formatInstant(nextSweep(now, timezone)),
      read_units: consumedSince(runtime.data.meter, start).readUnits,
    };
    return ok(body);
  },
});

function daysParam(texts: readonly string[], own: number): readonly number[] {
  if (texts.length > MOST_DAYS) throw refuse({ code: 'param_too_many', param: 'days', most: MOST_DAYS });
  const asked = texts.map((days) => integerParam({ days }, 'days') ?? own);
  const wrong = asked.find((days) => days < 1 || days > LONGEST);
  if (wrong !== undefined)
    throw refuse({ code: 'param_out_of_range', param: 'days', value: wrong, least: 1, most: LONGEST });
  return [...new Set([...USUAL_DAYS, own, ...asked])].sort((a, b) => a - b);
}

/** Jobs in which the last sweep is looked for; a night without due contacts has none. */
const LOOKED_AT = 250;

async function lastSweep({ runtime, caller }: RequestContext) {
  const { jobs } = await listJobs(runtime.data, caller.workspace, { limit: LOOKED_AT });
  const job = jobs.find(({ work }) => work.type === 'flag_dormant');
  if (job === undefined) return null;
  const { uuid, status, createdOn, endedOn, totals } = job;
  return {
    job: uuid,
    status,
    created_on: formatInstant(createdOn),
    ended_on: formatIfAny(endedOn),
    changed: totals.changed,
  };
}

/** POST dormancy.json: runs the coming night's sweep now. Returns the running one, or null when nobody is due. */
export const runSweep = unkeptEndpoint({
  summary: 'Run the dormancy sweep now',
  body: {},
  strict: true,
  parse: (_: Request) => null,
  async handle(_, { runtime, caller, assets, now }) {
    const { job } = await sweepNow(runtime, caller.workspace, { settings: assets.settings, by: caller.id, now });
    return accepted({ job });
  },
  audit: (_, __, { body }) => ({
    kind: 'job.started',
    about: (body as { readonly job: string | null }).job,
    details: { type: 'flag_dormant' },
  }),
  replay: 'unneeded',
});
