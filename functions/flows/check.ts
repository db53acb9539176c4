import * as z from 'zod/mini';
import { type FlowHead, listFlows, type NewFlow } from '../../shared/data/workspace/index.ts';
import { certainFailures, parseFlow } from '../../shared/domain/flows/definition.ts';
import type { Problem } from '../../shared/domain/flows/problem.ts';
import type { Entry } from '../../shared/domain/flows/way.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import type { Refusal } from '../../shared/domain/refusals/refusal.ts';
import type { Field } from '../../shared/domain/workspace.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
import { ok, type RequestContext, unkeptEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { yesOrNo } from '../../shared/lambda/http/param.ts';
import { arrayOf, presenter } from '../../shared/lambda/http/presenter.ts';
import { type KnownFlows, loadFlows, MOST_FLOWS } from '../../shared/services/flows/load.ts';
import type { GroupDraft } from '../../shared/services/groups/create.ts';
import { FILE_BYTES, leftOutSchema, parse } from './import.ts';
import type { LeftOut } from './import-needs.ts';
import { problemShown } from './present.ts';

interface CheckedFlow extends NewFlow {
  readonly replaces: boolean;
}

interface Checked extends LeftOut {
  readonly flows: readonly CheckedFlow[];
  readonly groups: readonly GroupDraft[];
  readonly fields: readonly Field[];
}

const flowShown = presenter<CheckedFlow>()({
  uuid: z.uuid(),
  name: z.string(),
  type: z.string(),
  problems: arrayOf(problemShown),
  replaces: z.boolean(),
});

const groupShown = presenter<GroupDraft>()({
  name: z.string(),
  query: [z.nullable(z.string()), ({ definition }) => definition?.query ?? null],
});

const checkShown = presenter<Checked>()({
  flows: arrayOf(flowShown),
  groups: arrayOf(groupShown),
  fields: z.array(z.object({ key: z.string(), name: z.string(), type: z.string() })),
  left_out: [leftOutSchema, ({ left_out: left }) => left],
});

/**
 * POST flow_checks.json: what POST flows.json would do, or how refuse, with the same request; stores nothing. A flow's
 * `problems` also tell where its runs would fail for certain, which refuses no import.
 */
export const checkFlows = unkeptEndpoint({
  summary: 'Check an import of flows, without storing anything',
  answers: shown(checkShown),
  params: { allow_partial: yesOrNo('true: flows would be kept even when a part of them cannot run here') },
  bodyBytes: FILE_BYTES,
  parse,
  async handle({ fields, groups, flows, leftOut }, context) {
    const stored = await listFlows(context.runtime.data, context.caller.workspace);
    const foretold = await foretell(flows, stored, context);
    const checked = flows.map((flow) => ({
      ...flow,
      problems: [...flow.problems, ...(foretold.get(flow.uuid) ?? [])],
      replaces: stored.some(({ uuid }) => uuid === flow.uuid),
    }));
    return ok(checkShown.show({ flows: checked, groups, fields: fields.added, ...leftOut }));
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
