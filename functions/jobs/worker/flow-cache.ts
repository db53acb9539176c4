import { parseFlow } from '#flow-reader';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import { readFlow, readFlowHead } from '../../../shared/data/workspace/index.ts';
import type { Flow } from '../../../shared/domain/flows/definition.ts';
import { enteredFlows } from '../../../shared/domain/flows/entered.ts';
import type { FlowId, JobId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';

/** A flow made ready to run, and those that it enters, and these enter, as far as they can run here. */
export interface LoadedFlow {
  readonly flow: Flow;
  readonly flows: ReadonlyMap<FlowId, Flow>;
}

/** Jobs whose flows a container keeps ready to run. */
const REMEMBERED = 20;
/** Flows that one start reads: far more than people make of one another, and a bound of a container's memory. */
const MOST_FLOWS = 50;

const kept = new Map<JobId, LoadedFlow>();

/**
 * The flow of a start, ready to run; null when it has been archived meanwhile, for which its head is read each time (1 read unit), or
 * replaced by one that cannot run here. Kept by job: all of its slices that one container does run the very same flow, and the next
 * start sees what was saved since.
 */
export async function loadFlow(data: Data, job: Job, uuid: FlowId): Promise<LoadedFlow | null> {
  const known = kept.get(job.uuid);
  const head = known && (await readFlowHead(data, job.workspace, uuid));
  if (known !== undefined) return head && !head.archived ? known : null;
  const flows = await readFlows(data, job.workspace, uuid);
  const flow = flows.get(uuid);
  if (flow === undefined) return null;
  const [oldest] = kept.keys();
  if (kept.size >= REMEMBERED && oldest !== undefined) kept.delete(oldest);
  const loaded = { flow, flows };
  kept.set(job.uuid, loaded);
  return loaded;
}

/** A flow with those that it leads to. One that is archived or cannot run here is left out: a run that enters it fails. */
async function readFlows(data: Data, workspace: WorkspaceId, first: FlowId): Promise<ReadonlyMap<FlowId, Flow>> {
  const flows = new Map<FlowId, Flow>();
  const wanted = new Set([first]);
  // What is added to a set while it is gone through is gone through as well.
  for (const uuid of wanted) {
    const stored = await readFlow(data, workspace, uuid);
    const reading = stored && !stored.archived ? parseFlow(stored.definition) : null;
    if (!reading?.ok) continue;
    flows.set(uuid, reading.flow);
    for (const entered of enteredFlows(reading.definition)) if (wanted.size < MOST_FLOWS) wanted.add(entered);
  }
  return flows;
}
