import type { Data } from '../../../shared/data/dynamo/index.ts';
import { readFlow, readFlowHead } from '../../../shared/data/workspace/index.ts';
import { type Flow, parseFlow } from '../../../shared/domain/flows/definition.ts';
import type { FlowId, JobId } from '../../../shared/domain/ids.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';

/** Flows that a container keeps ready to run. */
const REMEMBERED = 20;

const flows = new Map<JobId, Flow>();

/**
 * The flow of a start, ready to run; null when it has been archived meanwhile, for which its head is read each time (1 read unit), or
 * replaced by one that cannot run here. Kept by job: all of its slices that one container does run the very same flow, and the next
 * start sees what was saved since.
 */
export async function loadFlow(data: Data, job: Job, uuid: FlowId): Promise<Flow | null> {
  const kept = flows.get(job.uuid);
  const head = kept && (await readFlowHead(data, job.workspace, uuid));
  if (kept !== undefined) return head && !head.archived ? kept : null;
  const stored = await readFlow(data, job.workspace, uuid);
  if (stored === null || stored.archived) return null;
  const reading = parseFlow(stored.definition);
  if (!reading.ok) return null;
  const [oldest] = flows.keys();
  if (flows.size >= REMEMBERED && oldest !== undefined) flows.delete(oldest);
  flows.set(job.uuid, reading.flow);
  return reading.flow;
}
