import {
  type ErrorSample,
  findJobById,
  isWithin,
  readErrorSamples,
  readInput,
  readJob,
  readStartPaths,
  listStarts as readStarts,
  type ShownStart,
  type StartPaths,
} from '../../shared/data/jobs/index.ts';
import type { Neighbours } from '../../shared/data/paging/index.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { isStart } from '../../shared/domain/jobs/kinds/index.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { listPage, PAGING } from '../../shared/lambda/http/page.ts';
import { atTime, byNumber, byUuid, yesOrNo } from '../../shared/lambda/http/param.ts';
import { flagParam, idParam, timeParam, uuidParam } from '../../shared/lambda/http/params.ts';
import { startShown } from './present.ts';
import { readStartNames } from './save-parse.ts';

interface Filter {
  readonly uuid: JobId | undefined;
  readonly id: number | undefined;
  readonly before: Instant | undefined;
  readonly after: Instant | undefined;
  readonly reverse: boolean;
  readonly cursor: string | undefined;
  /** Whether to count the paths of its runs. */
  readonly paths: boolean;
}

/** GET flow_starts.json: jobs in TextIt's shape, last modified first, or with `reverse` last (TextIt 6.1). */
export const getStarts = endpoint({
  summary: 'List flow starts',
  answers: pagesOf(startShown),
  params: {
    uuid: byUuid('only this start, with examples of its errors'),
    id: byNumber('only the start with this integer id; by uuid it is found sooner'),
    paths: yesOrNo('true, with uuid: the number of runs on each way between nodes, for the first 100,000 contacts'),
    before: atTime('modified at or before this time'),
    after: atTime('modified at or after this time'),
    reverse: yesOrNo('oldest modification first'),
    ...PAGING,
  },
  dependencies: ['IF paths THEN uuid'],
  parse({ query }): Filter | null {
    const uuid = uuidParam<JobId>(query, 'uuid');
    const id = idParam(query, uuid);
    const before = timeParam(query, 'before');
    const after = timeParam(query, 'after');
    const paths = flagParam(query, 'paths');
    if (paths && uuid === undefined) throw refuse({ code: 'paths_with_uuid' });
    return id === null || before === null || after === null
      ? null
      : { uuid, id, before, after, reverse: flagParam(query, 'reverse'), cursor: query.cursor, paths };
  },
  async handle(filter, context) {
    return ok(
      await listPage(context, async (limit) => {
        const { starts, samples, walked, ...beside } =
          filter === null ? NONE : await find({ ...filter, limit }, context);
        const names = await readStartNames(starts, context);
        return { shown: starts.map((start) => startShown.show(start, { ...names, samples, walked })), ...beside };
      }),
    );
  },
});

interface Found extends Neighbours {
  readonly starts: readonly ShownStart[];
  readonly samples?: readonly ErrorSample[];
  readonly walked?: StartPaths | undefined;
}

const NONE: Found = { starts: [], cursor: null, previous: null };

async function find(
  { uuid: named, id, paths, ...filter }: Filter & { readonly limit: number },
  { runtime: { data }, caller: { workspace } }: RequestContext,
): Promise<Found> {
  if (named === undefined && id === undefined) return readStarts(data, workspace, filter);
  const uuid = named ?? (await findJobById(data, workspace, id ?? 0));
  const job = uuid && (await readJob(data, workspace, uuid));
  if (!job || !isStart(job) || !isWithin(job, filter)) return NONE;
  const [input, samples, walked] = await Promise.all([
    readInput(data, job),
    readErrorSamples(data, job),
    paths ? readStartPaths(data, job) : undefined,
  ]);
  return { ...NONE, starts: [{ job, ...input }], samples, walked };
}
