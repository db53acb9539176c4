import { type FlowHead, listFlows, type NewFlow } from '../../shared/data/workspace/index.ts';
import { certainFailures, parseFlow } from '../../shared/domain/flows/definition.ts';
import type { Problem } from '../../shared/domain/flows/problem.ts';
import type { Entry } from '../../shared/domain/flows/way.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { ok, type RequestContext, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { yesOrNo } from '../../shared/lambda/http/param.ts';
import { type KnownFlows, loadFlows, MOST_FLOWS } from '../../shared/services/flows/load.ts';
import { FILE_BYTES, parse } from './import.ts';
import { showProblem } from './present.ts';

/**
 * POST flow_checks.json: what POST flows.json would do, or how refuse, with the same request; stores nothing. A flow's
 * `problems` also tell where its runs would fail for certain, which refuses no import.
 */
export const checkFlows = unkeptEndpoint({
  summary: 'Check an import of flows, without storing anything',
  params: { allow_partial: yesOrNo('true: flows would be kept even when a part of them cannot run here') },
  bodyBytes: FILE_BYTES,
  parse,
  async handle({ fields, groups, flows, leftOut }, context) {
    const stored = await listFlows(context.runtime.data, context.caller.workspace);
    const foretold = await foretell(flows, stored, context);
    return ok({
      flows: flows.map(({ uuid, name, type, problems }) => ({
        uuid,
        name,
        type,
        problems: [...problems, ...(foretold.get(uuid) ?? [])].map(showProblem),
        replaces: stored.some((flow) => flow.uuid === uuid),
      })),
      groups: groups.map(({ name, definition }) => ({ name, query: definition?.query ?? null })),
      fields: fields.added.map(({ key, name, type }) => ({ key, name, type })),
      ...leftOut,
    });
  },
  audit: unaudited,
  replay: 'unneeded',
});

/** The certain failures of each flow that can run, as if all were stored. */
async function foretell(
  flows: readonly NewFlow[],
  stored: readonly FlowHead[],
  { runtime, caller }: Pick<RequestContext, 'runtime' | 'caller'>,
): Promise<ReadonlyMap<FlowId, readonly Problem[]>> {
  const known: KnownFlows = new Map(flows.map(({ uuid, definition }) => [uuid, readable(definition)]));
  const heads = new Map<FlowId, Pick<FlowHead, 'archived'>>(stored.map((flow) => [flow.uuid, flow]));
  for (const { uuid } of flows) heads.set(uuid, { archived: false });
  const whyAbsent = (entered: Entry) => absence(entered, known, heads.get(entered.flow));
  const foretold = new Map<FlowId, readonly Problem[]>();
  for (const { uuid } of flows) {
    const loaded = await loadFlows(runtime.data, caller.workspace, [uuid], known);
    foretold.set(uuid, certainFailures(uuid, { flows: loaded, whyAbsent }));
  }
  return foretold;
}

function readable(definition: unknown) {
  const reading = parseFlow(definition);
  return reading.ok ? reading : null;
}

/** Why a start would not read a flow. `stored`: what there would be of it after the import. */
function absence({ flow, name }: Entry, known: KnownFlows, stored: Pick<FlowHead, 'archived'> | undefined): Refusal {
  if (!known.has(flow)) return { code: 'flow_enters_most', flow: name, most: MOST_FLOWS };
  if (stored === undefined) return { code: 'flow_enters_missing', flow: name };
  return { code: stored.archived ? 'flow_enters_archived' : 'flow_enters_partial', flow: name };
}
