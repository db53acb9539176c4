import {
  type ErrorSample,
  readInput,
  readJob,
  readSamples,
  listStarts as readStarts,
  type ShownStart,
} from '../../shared/data/jobs/index.ts';
import type { Neighbours } from '../../shared/data/paging/index.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import { isStart } from '../../shared/domain/jobs/kinds/index.ts';
import { type Context, endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { listPage, PAGING } from '../../shared/lambda/page.ts';
import { flagParam, timeParam, uuidParam } from '../../shared/lambda/params.ts';
import { readNames } from './names.ts';
import { showStart } from './present.ts';

interface Filter {
  readonly uuid: JobId | undefined;
  readonly before: Instant | undefined;
  readonly after: Instant | undefined;
  readonly reverse: boolean;
  readonly cursor: string | undefined;
}

/** GET flow_starts.json: last modified first, or with `reverse` last (TextIt 6.1). A start is a job, shown in TextIt's shape. */
export const listStarts = endpoint({
  summary: 'List flow starts',
  params: {
    uuid: 'only this start, with examples of its errors',
    before: 'modified at or before this time',
    after: 'modified at or after this time',
    reverse: 'the one modified first comes first',
    ...PAGING,
  },
  parse({ query }): Filter | null {
    const uuid = uuidParam<JobId>(query, 'uuid');
    const [before, after] = [timeParam(query, 'before'), timeParam(query, 'after')];
    return before === null || after === null
      ? null
      : { uuid, before, after, reverse: flagParam(query, 'reverse'), cursor: query.cursor };
  },
  async handle(filter, context) {
    return ok(
      await listPage(context, async (limit) => {
        const { starts, samples, ...beside } = filter === null ? NONE : await find({ ...filter, limit }, context);
        const names = await readNames(starts, context);
        return { shown: starts.map((start) => showStart(start, names, samples)), ...beside };
      }),
    );
  },
});

interface Found extends Neighbours {
  readonly starts: readonly ShownStart[];
  readonly samples?: readonly ErrorSample[];
}

const NONE: Found = { starts: [], cursor: null, previous: null };

async function find(
  { uuid, ...filter }: Filter & { readonly limit: number },
  { runtime: { data }, caller: { workspace } }: Context,
): Promise<Found> {
  if (uuid === undefined) return readStarts(data, workspace, filter);
  const job = await readJob(data, workspace, uuid);
  if (job === null || !isStart(job) || !isWithin(job, filter)) return NONE;
  const [input, samples] = await Promise.all([readInput(data, job), readSamples(data, job)]);
  return { ...NONE, starts: [{ job, ...input }], samples };
}

const isWithin = ({ modifiedOn }: Job, { before, after }: Omit<Filter, 'uuid'>): boolean =>
  (before === undefined || modifiedOn <= before) && (after === undefined || modifiedOn >= after);
