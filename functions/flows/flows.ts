import * as z from 'zod/mini';
import { readRuns } from '../../shared/data/jobs/index.ts';
import { archiveFlow, readFlow, listFlows as readHeads, type StoredFlow } from '../../shared/data/workspace/index.ts';
import { enteredFlows } from '../../shared/domain/flows/way.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { ANSWER_BYTES, resultBytes } from '../../shared/lambda/http/answer-size.ts';
import { pagesOf, shown } from '../../shared/lambda/http/answers.ts';
import { deleteEndpoint, endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { newestFirst, PAGING, slicePage } from '../../shared/lambda/http/page.ts';
import { atTime, byChoice, byUuid, required, yesOrNo } from '../../shared/lambda/http/param.ts';
import { flagParam, requireUuid, timeParam, uuidParam, uuidsParam } from '../../shared/lambda/http/params.ts';
import { presenter } from '../../shared/lambda/http/presenter.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { checkFlows } from './check.ts';
import { getGlobals, saveGlobal } from './globals.ts';
import { importFlow } from './import.ts';
import { mentionedIn } from './mentions.ts';
import { flowShown, flowType, NO_RUNS } from './present.ts';

const DEPENDENCIES = ['none', 'flows', 'all'];

interface Exported extends ReturnType<typeof mentionedIn> {
  readonly definitions: readonly StoredFlow['definition'][];
}

const exported = presenter<Exported, Pick<RequestContext, 'url'>>('Export')({
  version: [z.string(), () => '13'],
  site: [z.string(), (_, { url }) => new URL(url).origin],
  flows: [z.array(z.looseObject({ uuid: z.string() })), ({ definitions }) => definitions as { uuid: string }[]],
  campaigns: [z.array(z.unknown()), () => []],
  triggers: [z.array(z.unknown()), () => []],
  fields: z.array(z.object({ key: z.string(), name: z.string(), type: z.string() })),
  groups: z.array(z.object({ uuid: z.string(), name: z.string(), query: z.nullable(z.string()) })),
});

/** GET definitions.json: flows as an export file (TextIt 6.10), with flows they enter unless `dependencies=none`. */
export const exportDefinitions = endpoint({
  summary: 'Export flow definitions',
  answers: shown(exported),
  params: {
    flow: { ...byUuid('the flow; may be repeated'), repeats: true },
    campaign: { ...byUuid('may be repeated; there are no campaigns, so it adds nothing'), repeats: true },
    dependencies: { ...byChoice(DEPENDENCIES, 'none, flows or all (the default)'), how: true },
  },
  parse({ query, repeated }) {
    const uuids = uuidsParam<FlowId>('flow', repeated('flow'));
    uuidsParam('campaign', repeated('campaign'));
    const dependencies = query.dependencies ?? 'all';
    if (!DEPENDENCIES.includes(dependencies))
      throw refuse({ code: 'param_must_be', param: 'dependencies', values: DEPENDENCIES.join(', ') });
    return { uuids: [...uuids], dependencies };
  },
  async handle({ uuids, dependencies }, { runtime, caller, assets, url, now }) {
    const found = await readFlows({ runtime, caller }, uuids, dependencies !== 'none');
    const flows = found.sort((a, b) => b.createdOn - a.createdOn);
    const definitions = flows.map(({ definition }) => definition);
    const needs = dependencies === 'all' ? mentionedIn(definitions, assets, now) : { groups: [], fields: [] };
    const file = exported.show({ definitions, ...needs }, { url });
    if (resultBytes(file) > ANSWER_BYTES) throw tooLarge();
    return ok(file);
  },
});

const tooLarge = () => refuse({ code: 'flows_too_large' });

/** The flows with those that they enter, recursively. 400 as soon as they are too many for an answer. */
async function readFlows(
  { runtime, caller }: Pick<RequestContext, 'runtime' | 'caller'>,
  uuids: readonly FlowId[],
  withEntered: boolean,
) {
  const flows: StoredFlow[] = [];
  let bytes = 0;
  const wanted = new Set(uuids);
  // The loop also visits what is added to the set meanwhile.
  for (const uuid of wanted) {
    const flow = await readFlow(runtime.data, caller.workspace, uuid);
    if (flow === null) continue;
    flows.push(flow);
    bytes += resultBytes(flow.definition);
    if (bytes > ANSWER_BYTES) throw tooLarge();
    if (withEntered) for (const entered of enteredFlows(flow.definition)) wanted.add(entered);
  }
  return flows;
}

/** GET flows.json: newest first; `before` and `after` compare `modified_on` (TextIt 6.8). */
const getFlows = endpoint({
  summary: 'List flows',
  answers: pagesOf(flowShown),
  params: {
    uuid: byUuid('only this flow'),
    type: byChoice(
      ['message', 'voice', 'background', 'survey'],
      'only flows of this type: message, voice, background or survey',
    ),
    archived: yesOrNo('only archived flows, or only others'),
    before: atTime('modified at or before this time'),
    after: atTime('modified at or after this time'),
    ...PAGING,
  },
  parse: ({ query }) => ({
    uuid: uuidParam<FlowId>(query, 'uuid'),
    type: query.type,
    archived: query.archived === undefined ? undefined : flagParam(query, 'archived'),
    before: timeParam(query, 'before'),
    after: timeParam(query, 'after'),
  }),
  async handle({ uuid, type, archived, before, after }, context) {
    const { runtime, caller } = context;
    const flows = (await readHeads(runtime.data, caller.workspace)).filter(
      (flow) =>
        (uuid === undefined || flow.uuid === uuid) &&
        (type === undefined || flowType(flow) === type) &&
        (archived === undefined || flow.archived === archived) &&
        (before === undefined || (before !== null && flow.modifiedOn <= before)) &&
        (after === undefined || (after !== null && flow.modifiedOn >= after)),
    );
    const runs = await readRuns(runtime.data, caller.workspace);
    return ok(
      await slicePage(
        context,
        flows,
        newestFirst(({ createdOn, uuid: id }) => [createdOn, id]),
        (flow) => flowShown.show(flow, { codes: context.codes, runs: runs.get(flow.uuid) ?? NO_RUNS }),
      ),
    );
  },
});

/** DELETE flows.json archives the flow; importing it restores it. Running starts skip their next slices' contacts. */
export const removeFlow = deleteEndpoint({
  summary: 'Archive a flow',
  params: { uuid: required(byUuid('the flow')) },
  parse: ({ query }) => requireUuid<FlowId>(query, 'uuid'),
  async handle(uuid, { runtime, caller, now }) {
    if (!(await archiveFlow(runtime.data, caller.workspace, uuid, now))) throw notFound('Flow');
    return true;
  },
  audit: unaudited,
});

export const endpoints: EndpointsOf<'flows'> = {
  flows: { GET: getFlows, POST: importFlow, DELETE: removeFlow },
  globals: { GET: getGlobals, POST: saveGlobal },
  flow_checks: { POST: checkFlows },
  definitions: { GET: exportDefinitions },
};

export const handler = httpHandler({ routes: routesOf(endpoints) }, { queues: openQueues });
