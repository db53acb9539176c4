import * as z from 'zod/mini';
import { saveFlow } from '../../shared/data/flows.ts';
import { readFlows } from '../../shared/domain/flows/definition.ts';
import type { Flow } from '../../shared/domain/flows/flow.ts';
import { describeProblem } from '../../shared/domain/flows/problem.ts';
import { created, endpoint, type Request } from '../../shared/lambda/endpoint.ts';
import { ApiError, refuse, refuseBody } from '../../shared/lambda/errors.ts';
import { createNeeded, needsOf } from './import-needs.ts';
import { flowSchema, NO_RUNS, showFlow } from './present.ts';

/**
 * POST flows.json: imports a definition in TextIt's format, or every flow of an export file (8.8) with the groups and
 * fields that it lists; a flow with the same uuid is replaced. All are checked before any is stored: what cannot run
 * here is refused with the list of its places.
 */
export const importFlow = endpoint({
  summary: 'Import a flow definition or an export file',
  answers: { 201: z.union([flowSchema, z.object({ results: z.array(flowSchema) })]) },
  async handle(request) {
    const { document } = request;
    if (typeof document !== 'object' || document === null || Array.isArray(document))
      throw refuseBody('Request body should be a single JSON object');
    const reading = readFlows(document);
    if (!reading.ok) {
      const { problems } = reading;
      throw new ApiError(400, { non_field_errors: problems.map(describeProblem), problems });
    }
    await createNeeded(request, needsOf(document));
    const saved = [];
    for (const { flow, definition } of reading.flows) saved.push(await save(request, flow, definition));
    return created('flows' in document ? { results: saved } : saved[0]);
  },
});

async function save(request: Request, { uuid, name }: Flow, definition: unknown) {
  const { runtime, caller, now } = request;
  const saved = await saveFlow(runtime.data, caller.workspace, { uuid, name, definition, now });
  if (!saved.ok) throw refuse('The flow is too large: at most 400,000 bytes when compressed.', 413);
  return showFlow(saved.flow, NO_RUNS);
}
