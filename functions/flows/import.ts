import * as z from 'zod/mini';
import { saveFlow } from '../../shared/data/flows.ts';
import { readFlow } from '../../shared/domain/flows/definition.ts';
import type { Flow } from '../../shared/domain/flows/flow.ts';
import { describeProblem, type Problem } from '../../shared/domain/flows/problem.ts';
import { created, endpoint, type Request } from '../../shared/lambda/endpoint.ts';
import { ApiError, refuse, refuseBody } from '../../shared/lambda/errors.ts';
import { flowSchema, NO_RUNS, showFlow } from './present.ts';

/**
 * POST flows.json: imports a definition in TextIt's format, or every flow of an export file (8.8); a flow with the same
 * uuid is replaced. All are checked before any is stored: what cannot run here is refused with the list of its places.
 */
export const importFlow = endpoint({
  summary: 'Import a flow definition or an export file',
  answers: { 201: z.union([flowSchema, z.object({ results: z.array(flowSchema) })]) },
  async handle(request) {
    const { document } = request;
    if (!isObject(document)) throw refuseBody('Request body should be a single JSON object');
    if (!('flows' in document)) return created(await save(request, check(document), document));
    const definitions = flowsOf(document);
    const flows = definitions.map(check);
    const saved = [];
    for (const [index, flow] of flows.entries()) saved.push(await save(request, flow, definitions[index]));
    return created({ results: saved });
  },
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The definitions of an export file; its version is checked in TextIt's words. */
function flowsOf({ version, flows }: Record<string, unknown>): unknown[] {
  if (version === undefined) throw refuseBody('Export missing version field');
  const number = Number(version);
  if (!(number >= 3 && number <= 14)) throw refuseBody(`Unsupported export version ${String(version)}`);
  if (!Array.isArray(flows) || flows.length === 0) throw refuseBody('The export holds no flows.');
  return flows;
}

function check(definition: unknown): Flow {
  const reading = readFlow(definition);
  if (reading.ok) return reading.flow;
  throw new ApiError(400, {
    non_field_errors: reading.problems.map(describeProblem),
    problems: reading.problems satisfies readonly Problem[],
  });
}

async function save(request: Request, { uuid, name }: Flow, definition: unknown) {
  const { runtime, caller, now } = request;
  const saved = await saveFlow(runtime.data, caller.workspace, { uuid, name, definition, now });
  if (!saved.ok) throw refuse('The flow is too large: at most 400,000 bytes when compressed.', 413);
  return showFlow(saved.flow, NO_RUNS);
}
