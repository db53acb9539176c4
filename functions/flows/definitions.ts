import { readFlow } from '../../shared/data/workspace/index.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { uuidsParam } from '../../shared/lambda/params.ts';
import { mentionedIn } from './mentioned.ts';

/** Of an answer Lambda sends 6 MB. */
const ANSWER_BYTES = 5_000_000;

const DEPENDENCIES = ['none', 'flows', 'all'];

/**
 * GET definitions.json: flows as an export file (TextIt 6.10, 8.8), which flows.json takes in again. Groups and fields are listed
 * with `dependencies=all` only, as TextIt does; flows do not enter one another here, so neither `flows` nor `all` adds any.
 */
export const exportDefinitions = endpoint({
  summary: 'Export flow definitions',
  params: {
    flow: 'the flow; may be repeated',
    campaign: 'may be repeated; there are no campaigns, so it adds nothing',
    dependencies: 'none, flows or all (the default)',
  },
  parse({ query, repeated }) {
    const uuids = uuidsParam<FlowId>('flow', repeated('flow'));
    uuidsParam('campaign', repeated('campaign'));
    const dependencies = query.dependencies ?? 'all';
    if (!DEPENDENCIES.includes(dependencies)) throw refuse(`dependencies must be one of ${DEPENDENCIES.join(', ')}`);
    return { uuids: [...uuids], withNeeds: dependencies === 'all' };
  },
  async handle({ uuids, withNeeds }, { runtime, caller, assets, url, now }) {
    const found = await Promise.all(uuids.map((uuid) => readFlow(runtime.data, caller.workspace, uuid)));
    const flows = found.filter((flow) => flow !== null).sort((a, b) => b.createdOn - a.createdOn);
    const definitions = flows.map(({ definition }) => definition);
    if (Buffer.byteLength(JSON.stringify(definitions)) > ANSWER_BYTES)
      throw refuse('These flows are too large for one answer. Ask for fewer of them at a time.');
    const needs = withNeeds ? mentionedIn(definitions, assets, now) : { groups: [], fields: [] };
    return ok({
      version: '13',
      site: new URL(url).origin,
      flows: definitions,
      campaigns: [],
      triggers: [],
      fields: needs.fields.map(({ key, name, type }) => ({ key, name, type })),
      groups: needs.groups.map(({ uuid, name, query }) => ({ uuid, name, query })),
    });
  },
});
