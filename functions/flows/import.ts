import { type NewFlow, saveFlow, saveFlowFields } from '../../shared/data/workspace/index.ts';
import { parseFlows } from '../../shared/domain/flows/definition.ts';
import { describeProblem } from '../../shared/domain/flows/problem.ts';
import type { FlowId } from '../../shared/domain/ids.ts';
import { created } from '../../shared/lambda/endpoint.ts';
import { ApiError, refuse, refuseBody } from '../../shared/lambda/errors.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { planGroups, storeGroups } from './import-groups.ts';
import { flowsByName, renumber } from './import-match.ts';
import { needsOf, planFields, storeFields } from './import-needs.ts';
import { fieldsMentioned } from './mentioned.ts';
import { NO_RUNS, showFlow } from './present.ts';

/**
 * POST flows.json: imports a definition in TextIt's format, or every flow of an export file (8.8) with the groups and
 * fields that it lists; a flow with the same uuid is replaced, by a file also one of the same name and type. All are
 * checked before any is stored: what cannot run here is refused with the list of its places.
 */
export const importFlow = endpoint({
  summary: 'Import a flow definition or an export file',
  async handle(request) {
    const { document } = request;
    if (typeof document !== 'object' || document === null || Array.isArray(document))
      throw refuseBody('Request body should be a single JSON object');
    const reading = parseFlows(document);
    if (!reading.ok) {
      const { problems } = reading;
      throw new ApiError(400, { non_field_errors: problems.map(describeProblem), problems });
    }
    const isFile = 'flows' in document;
    const groups = await storeNeeds(request, document);
    const flows = isFile ? await flowsByName(request, reading.flows) : new Map<FlowId, FlowId>();
    const saved = [];
    for (const { flow, definition } of reading.flows) {
      const { uuid, name, type, results } = flow;
      saved.push(
        await save(request, {
          uuid: flows.get(uuid) ?? uuid,
          name,
          type,
          results,
          expires: expiryOf(definition),
          definition: renumber(definition, groups, flows),
        }),
      );
    }
    return created(isFile ? { results: saved } : saved[0]);
  },
});

/** Stores what fields and groups the file needs, all checked before; answers which groups have another uuid here. */
async function storeNeeds(request: Request, document: object) {
  const needs = needsOf(document);
  const fields = planFields(request, needs.fields);
  const groups = planGroups({ ...request.assets, fields: fields.fields }, request.now, needs.groups);
  await storeFields(request, fields);
  await storeGroups(request, groups);
  return groups.renumbered;
}

/** Minutes; 0 when the definition says nothing that is a number of them. */
function expiryOf(definition: unknown): number {
  const { expire_after_minutes: minutes } = definition as { expire_after_minutes?: unknown };
  return Number.isSafeInteger(minutes) ? Number(minutes) : 0;
}

async function save(request: Request, flow: NewFlow) {
  const { runtime, caller, now } = request;
  const saved = await saveFlow(runtime.data, caller.workspace, flow, now);
  if (!saved.ok) throw refuse('The flow is too large: at most 400,000 bytes when compressed.', 413);
  await saveFlowFields(runtime.data, caller.workspace, flow.uuid, fieldsMentioned(flow.definition));
  return showFlow(saved.flow, NO_RUNS);
}
