import {
  findRun,
  findRunById,
  isWithin,
  listRunsOf,
  type RunsFound,
  listRuns as readRuns,
} from '../../shared/data/jobs/index.ts';
import type { ContactId, FlowId, JobId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { openHmacKey } from '../../shared/lambda/clients/secret.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type Request, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { listPage, PAGING } from '../../shared/lambda/http/page.ts';
import { atTime, byNumber, byUuid, yesOrNo } from '../../shared/lambda/http/param.ts';
import { atMostOne, flagParam, idParam, timeParam, uuidFilter, uuidParam } from '../../shared/lambda/http/params.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getStarts } from './list.ts';
import { createStart } from './save.ts';
import { readRunParts, runShown } from './show-run.ts';
import { simulate } from './simulate.ts';

interface RunFilter {
  readonly uuid: string | undefined;
  readonly id: number | undefined;
  readonly flow: FlowId | undefined;
  readonly contact: ContactId | undefined;
  readonly before: Instant | undefined;
  readonly after: Instant | undefined;
  readonly reverse: boolean;
  readonly cursor: string | undefined;
  readonly paths: boolean;
}

const NONE: RunsFound = { runs: [], cursor: null, previous: null };

/** GET runs.json: runs of the last 90 days, last modified first, or last with `reverse` (TextIt 6.11, ADR 025). */
const getRuns = endpoint({
  summary: 'List flow runs',
  answers: pagesOf(runShown),
  scope: 'v2.runs',
  params: {
    flow: byUuid('only runs of this flow'),
    contact: byUuid('only runs of this contact; not together with flow'),
    uuid: byUuid('only this run'),
    id: byNumber('only the run with this integer id; by uuid it is found sooner'),
    before: atTime('modified at or before this time'),
    after: atTime('modified at or after this time'),
    responded: yesOrNo('only runs in which the contact replied: there are none here'),
    reverse: yesOrNo('oldest modification first'),
    paths: yesOrNo('false: without the nodes of the runs'),
    ...PAGING,
  },
  dependencies: ['ZeroOrOne(contact, flow)'],
  parse: ({ query }) => parseRuns(query),
  async handle(filter, context) {
    return ok(
      await listPage(context, async (limit) => {
        const { runs, ...beside } = filter === null ? NONE : await find({ ...filter, limit }, context);
        const parts = await readRunParts(runs, context);
        return { shown: runs.map((run) => runShown.show(run, { ...parts, paths: filter?.paths ?? true })), ...beside };
      }),
    );
  },
});

/** Null when no run can pass. */
function parseRuns(query: Request['query']): RunFilter | null {
  atMostOne(query, 'contact', 'flow');
  const uuid = uuidParam<JobId>(query, 'uuid');
  const id = idParam(query, uuid);
  const flow = uuidFilter<FlowId>(query, 'flow');
  const contact = uuidFilter<ContactId>(query, 'contact');
  const before = timeParam(query, 'before');
  const after = timeParam(query, 'after');
  if (id === null || flow === null || contact === null || before === null || after === null) return null;
  if (flagParam(query, 'responded')) return null;
  const reverse = flagParam(query, 'reverse');
  const paths = query['paths'] === undefined || flagParam(query, 'paths');
  return { uuid, id, flow, contact, before, after, reverse, paths, cursor: query['cursor'] };
}

async function find(
  { uuid, id, contact, ...filter }: RunFilter & { readonly limit: number },
  { runtime: { data }, caller: { workspace }, now }: RequestContext,
): Promise<RunsFound> {
  if (uuid !== undefined || id !== undefined) {
    const run = await (uuid === undefined ? findRunById(data, workspace, id ?? 0) : findRun(data, workspace, uuid));
    const isWanted =
      run !== null &&
      isWithin(run, filter) &&
      (contact ?? run.contact.uuid) === run.contact.uuid &&
      (filter.flow ?? run.flow) === run.flow;
    return isWanted ? { ...NONE, runs: [run] } : NONE;
  }
  if (contact !== undefined) return listRunsOf(data, workspace, contact, { ...filter, now });
  return readRuns(data, workspace, filter);
}

/** Apart from flows.json, because starts and simulations need contacts, searches and the address key. */
export const endpoints: EndpointsOf<'flow-starts'> = {
  flow_starts: { GET: getStarts, POST: createStart },
  runs: { GET: getRuns },
  simulations: { POST: simulate },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { hmacKey: openHmacKey, queues: openQueues });
