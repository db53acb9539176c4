import type { Data } from '../../data/dynamo/index.ts';
import { type FlowHead, readFlowHead } from '../../data/workspace/index.ts';
import { describeProblem } from '../../domain/flows/problem.ts';
import { type FlowId, parseUuid, type WorkspaceId } from '../../domain/ids.ts';
import { noSuchObject } from '../../domain/references.ts';

type FoundFlow = { readonly flow: FlowHead } | { readonly problem: string };

/** The flow of a reference if contacts can be sent through it, or why not. 1 read unit. */
export async function findStartable(data: Data, workspace: WorkspaceId, text: string): Promise<FoundFlow> {
  const uuid = parseUuid<FlowId>(text);
  const flow = uuid && (await readFlowHead(data, workspace, uuid));
  if (flow === null) return { problem: noSuchObject(text) };
  const [problem] = flow.problems;
  if (problem === undefined) return { flow };
  return { problem: `This flow cannot run here, and flows.json lists why: ${describeProblem(problem)}` };
}
