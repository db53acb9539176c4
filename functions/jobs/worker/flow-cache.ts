import type { Data } from '../../../shared/data/dynamo/index.ts';
import { readFlowHead } from '../../../shared/data/workspace/index.ts';
import type { Flow } from '../../../shared/domain/flows/definition.ts';
import type { FlowId, JobId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { readFlows } from '../../../shared/services/flows/load.ts';

/** A flow prepared to run, with all flows that it enters, as far as they can run here. */
interface LoadedFlow {
  readonly flow: Flow;
  readonly flows: ReadonlyMap<FlowId, Flow>;
}

/** Jobs whose flows a container caches. */
const REMEMBERED = 20;

const kept = new Map<JobId, LoadedFlow>();

/** A start's prepared flow, cached by job, so that it stays the same; null when it was archived or cannot run. */
export async function loadFlow(data: Data, job: Job, uuid: FlowId): Promise<LoadedFlow | null> {
  const known = kept.get(job.uuid);
  const head = known && (await readFlowHead(data, job.workspace, uuid));
  if (known !== undefined) return head && !head.archived ? known : null;
  const flows = await readFlows(data, job.workspace, [uuid]);
  const flow = flows.get(uuid);
  if (flow === undefined) return null;
  const [oldest] = kept.keys();
  if (kept.size >= REMEMBERED && oldest !== undefined) kept.delete(oldest);
  const loaded = { flow, flows };
  kept.set(job.uuid, loaded);
  return loaded;
}
