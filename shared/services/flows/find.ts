import type { Data } from '../../data/dynamo/index.ts';
import { type FlowHead, readFlowHead } from '../../data/workspace/index.ts';
import { describeProblem } from '../../domain/flows/problem.ts';
import { type FlowId, parseUuid, type WorkspaceId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusals/refusal.ts';

/** The flow of a reference if contacts can be sent through it, or why not. 1 read unit. */
export async function findStartable(data: Data, workspace: WorkspaceId, text: string): Promise<FlowHead | Refusal> {
  const uuid = parseUuid<FlowId>(text);
  const flow = uuid && (await readFlowHead(data, workspace, uuid));
  if (flow === null) return { code: 'no_such_object', reference: text };
  const [problem] = flow.problems;
  return problem === undefined ? flow : { code: 'flow_cannot_run', why: describeProblem(problem) };
}
