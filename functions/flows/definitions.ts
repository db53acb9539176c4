import { readFlow, type StoredFlow } from '../../shared/data/workspace/index.ts';
import { enteredFlows } from '../../shared/domain/flows/way.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { ANSWER_BYTES, resultBytes } from '../../shared/lambda/answer-size.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { byChoice, byUuid } from '../../shared/lambda/param.ts';
import { uuidsParam } from '../../shared/lambda/params.ts';
import { mentionedIn } from './mentions.ts';

const DEPENDENCIES = ['none', 'flows', 'all'];

/** GET definitions.json: flows as an export file (TextIt 6.10), with flows they enter unless `dependencies=none`. */
export const exportDefinitions = endpoint({
  summary: 'Export flow definitions',
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
    const file = {
      version: '13',
      site: new URL(url).origin,
      flows: definitions,
      campaigns: [],
      triggers: [],
      fields: needs.fields.map(({ key, name, type }) => ({ key, name, type })),
      groups: needs.groups.map(({ uuid, name, query }) => ({ uuid, name, query })),
    };
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
