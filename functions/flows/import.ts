import * as z from 'zod/mini';
import {
  type FlowHead,
  listFlows,
  type NewFlow,
  readFlowHead,
  saveFlow,
  saveFlowFields,
} from '../../shared/data/workspace/index.ts';
import { parseFlows } from '../../shared/domain/flows/definition.ts';
import type { FlowType } from '../../shared/domain/flows/flow.ts';
import { describeProblem } from '../../shared/domain/flows/problem.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { archivedAmong } from '../../shared/domain/uses/field-uses.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import { unaudited } from '../../shared/lambda/callers/audited.ts';
import {
  created,
  keeping,
  type Request,
  type RequestContext,
  type ShownAnswer,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { ApiError, refuse, refuseBody, refuseField } from '../../shared/lambda/http/errors.ts';
import { requireRoomForJob } from '../../shared/lambda/http/open-jobs.ts';
import { yesOrNo } from '../../shared/lambda/http/param.ts';
import { flagParam } from '../../shared/lambda/http/params.ts';
import { named } from '../../shared/lambda/http/presenter.ts';
import type { GroupDraft } from '../../shared/services/groups/create.ts';
import { type FieldPlan, planFields, storeFields } from './import-fields.ts';
import { planGroups, storeGroups } from './import-groups.ts';
import { matchByName, renumber } from './import-match.ts';
import { type LeftOut, leftOutOf, needsOf } from './import-needs.ts';
import { fieldsMentioned, parentResults } from './mentions.ts';
import { flowShown, NO_RUNS } from './present.ts';

/** An export file of many flows; Lambda takes 6 MB of a request. */
export const FILE_BYTES = 5_000_000;

/** What is to be stored, in this order, with the workspace's uuids. */
interface Import {
  readonly fields: FieldPlan;
  readonly groups: readonly GroupDraft[];
  readonly flows: readonly NewFlow[];
  /** An export file is answered with all flows, a definition with one. */
  readonly isFile: boolean;
  readonly leftOut: LeftOut;
}

/** Addition to TextIt: parts of the file that do not exist here. */
export const leftOutSchema = z.optional(z.object({ campaigns: z.int(), triggers: z.int() }));

const importSchema = z.object({ results: z.array(flowShown.schema), left_out: leftOutSchema });

/**
 * POST flows.json: imports a definition in TextIt's format, or every flow of an export file (8.8) with its groups and
 * fields. It replaces a flow with the same uuid; a file also one with the same name and type. All are checked before
 * any is stored. What cannot run here is refused with its places; with `allow_partial` the flow is kept, and cannot be
 * started. Campaigns and triggers are left out, as the answer says.
 */
export const importFlow = writeEndpoint({
  summary: 'Import a flow definition or an export file',
  answers: { 201: z.union([flowShown.schema, named('ImportedFlows', importSchema)]) },
  params: { allow_partial: yesOrNo('true: flows are kept even when a part of them cannot run here') },
  bodyBytes: FILE_BYTES,
  parse,
  async handle({ fields, groups, flows, isFile, leftOut }, context) {
    if (groups.some(({ definition }) => definition !== null)) await requireRoomForJob(context);
    await storeFields(fields, context);
    await storeGroups(groups, context);
    const saved = [];
    for (const flow of flows) saved.push(await save(flow, context));
    const uuids = flows.map(({ uuid }) => uuid);
    return keeping(created(isFile ? { results: saved, ...leftOut } : saved[0]), { uuids, isFile });
  },
  audit: unaudited,
  made: 'nothing',
  replay: ({ uuids, isFile }: Imported, context) => (isFile ? showFile(uuids, context) : showOne(uuids, context)),
});

interface Imported extends Pick<Import, 'isFile'> {
  readonly uuids: readonly FlowId[];
}

const show = (flow: FlowHead, { codes }: RequestContext) => flowShown.show(flow, { codes, runs: NO_RUNS });

/** The file's flows that still exist. */
async function showFile(uuids: readonly FlowId[], context: RequestContext): Promise<ShownAnswer> {
  const { runtime, caller } = context;
  const stored = new Map((await listFlows(runtime.data, caller.workspace)).map((flow) => [flow.uuid, flow]));
  const results = uuids.flatMap((uuid) => stored.get(uuid) ?? []).map((flow) => show(flow, context));
  return { body: { results } };
}

async function showOne([uuid]: readonly FlowId[], context: RequestContext): Promise<ShownAnswer | null> {
  const { runtime, caller } = context;
  const flow = uuid === undefined ? null : await readFlowHead(runtime.data, caller.workspace, uuid);
  return flow && { body: show(flow, context) };
}

/** What an import would store; throws the refusal otherwise. */
export async function parse({
  document,
  query,
  runtime,
  caller,
  assets,
  now,
}: Request<'allow_partial'>): Promise<Import> {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw refuseBody({ code: 'not_one_object' });
  const parsed = parseFlows(document, {
    allowPartial: flagParam(query, 'allow_partial'),
    globals: assets.globals ?? new Map(),
  });
  if (!parsed.ok) {
    const { problems } = parsed;
    throw new ApiError(400, { non_field_errors: problems.map(describeProblem), problems });
  }
  const needs = needsOf(document);
  const fields = planFields(assets, now, needs.fields);
  requireNotArchived(
    parsed.flows.flatMap(({ definition }) => fieldsMentioned(definition)),
    assets,
  );
  const groups = planGroups({ ...assets, fields: fields.fields }, now, needs.groups);
  const isFile = 'flows' in document;
  const stored = isFile ? await listFlows(runtime.data, caller.workspace) : [];
  const matched = matchByName(
    stored,
    parsed.flows.map(({ frame }) => frame),
  );
  const flows = parsed.flows.map(({ frame: { uuid, name, type, results }, definition, problems }) => ({
    uuid: matched.get(uuid) ?? uuid,
    name,
    type,
    results,
    parentRefs: parentResults(definition),
    problems,
    expires: expiryOf(definition, type),
    definition: renumber(definition, groups.renumbered, matched),
  }));
  return { fields, groups: groups.added, flows, isFile, leftOut: leftOutOf(document) };
}

/** Throws 400 for a field that a definition names and that is archived: its action would fail for everybody. */
function requireNotArchived(keys: readonly string[], assets: Assets): void {
  const [archived] = archivedAmong(keys, assets);
  if (archived) throw refuseField('fields', { code: 'field_archived', name: archived.name });
}

/** Default minutes after which a waiting run expires (TextIt 8.1). */
const USUAL_EXPIRY = { messaging: 4_320, messaging_background: 0, messaging_offline: 0, voice: 5 } as const;

function expiryOf(definition: unknown, type: FlowType): number {
  const { expire_after_minutes: minutes } = definition as { expire_after_minutes?: unknown };
  return Number.isSafeInteger(minutes) ? Number(minutes) : USUAL_EXPIRY[type];
}

async function save(flow: NewFlow, context: RequestContext) {
  const { runtime, caller, now } = context;
  const saved = await saveFlow(runtime.data, caller.workspace, flow, now);
  if (!saved.ok) throw refuse({ code: 'flow_too_large' }, 413);
  await saveFlowFields(runtime.data, caller.workspace, flow.uuid, fieldsMentioned(flow.definition));
  return show(saved.flow, context);
}
