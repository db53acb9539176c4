import * as z from 'zod/mini';
import { consumedSince } from '../../shared/data/dynamo/index.ts';
import { listJobs } from '../../shared/data/jobs/index.ts';
import { type Aged, agesAt, before, inMonth, sum } from '../../shared/domain/calendar/ages.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { JOB_STATUSES, type Job } from '../../shared/domain/jobs/job.ts';
import { nextSweep } from '../../shared/domain/policies/sweep.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
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
import { orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { sweepNow } from '../../shared/services/lifecycle/sweep.ts';
import { agesIn } from './ages.ts';

/** Counted besides the workspace's own number of days. */
const USUAL_DAYS = [30, 60, 90, 180, 365];

const MOST_DAYS = 20;
const LONGEST = 3_650;

const sweepShown = presenter<Job>()({
  job: [z.string(), ({ uuid }) => uuid],
  status: z.enum(JOB_STATUSES),
  created_on: timestamp,
  ended_on: orNull(timestamp),
  changed: [z.int(), ({ totals }) => totals.changed],
});

interface Found extends Pick<ReturnType<typeof agesAt>, 'months' | 'deadlines'> {
  readonly now: Instant;
  readonly settings: Settings;
  readonly aged: readonly Aged[];
  readonly dormant: number;
  readonly lastSweep: Job | null;
  readonly readUnits: number;
}

/** Counts of active contacts, dormant ones included, by their last sign of life. */
const dormancyShown = presenter<Found>('Dormancy')({
  now: timestamp,
  dormancy_days: [z.int(), ({ settings }) => settings.dormancyDays],
  total: [z.int(), ({ aged }) => sum(aged)],
  dormant: z.int(),
  earlier: [z.int(), ({ aged, months }) => before(aged, months[0]?.from ?? '')],
  months: [
    z.array(z.object({ month: z.string(), count: z.int() })),
    ({ aged, months }) => months.map((month) => ({ ...month, count: inMonth(aged, month) })),
  ],
  not_seen: [
    z.array(z.object({ days: z.int(), since: z.string(), count: z.int() })),
    ({ aged, deadlines }) => deadlines.map((each) => ({ ...each, count: before(aged, each.before) })),
  ],
  last_sweep: orNull(sweepShown),
  next_sweep: [timestamp, ({ now, settings }) => nextSweep(now, settings.timezone)],
  read_units: z.number(),
});

/**
 * GET dormancy.json: how long active contacts have been quiet, by month and some numbers of days, as sweeps count. From
 * the folder index: 0.5 read units for each span, shard and folder, or 0.025 a contact; or by the snapshot.
 */
export const showDormancy = endpoint({
  summary: 'How long contacts have not been seen, and the nightly sweep',
  answers: shown(dormancyShown),
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
    const { settings } = assets;
    const start = runtime.data.meter.read();
    const { stretches, months, deadlines } = agesAt(now, settings.timezone, days);
    const [active, dormant] = await agesIn(stretches, context);
    const aged = [...(active ?? []), ...(dormant ?? [])];
    const found = { aged, months, deadlines, dormant: sum(dormant ?? []), lastSweep: await lastSweep(context) };
    const { readUnits } = consumedSince(runtime.data.meter, start);
    return ok(dormancyShown.show({ ...found, now, settings, readUnits }));
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
  return jobs.find(({ work }) => work.type === 'flag_dormant') ?? null;
}

/** POST dormancy.json: runs the coming night's sweep now. Returns the running one, or null when nobody is due. */
export const runSweep = unkeptEndpoint({
  summary: 'Run the dormancy sweep now',
  answers: { 202: z.object({ job: z.nullable(z.string()) }) },
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
