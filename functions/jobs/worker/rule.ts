import { readContacts } from '../../../shared/data/contacts/index.ts';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import { type JobRecord, readInputPart } from '../../../shared/data/jobs/index.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { ModifyContacts, StartFlow, UndoJob, Working } from '../../../shared/domain/jobs/kinds/index.ts';
import { modifying, type Rule } from '../../../shared/domain/jobs/rules.ts';
import { type RunRecord, startingFlow } from '../../../shared/domain/jobs/starting.ts';
import { skipped } from '../../../shared/domain/selection/verdict.ts';
import { undoRule } from '../undo/undo-or-repeat.ts';
import { loadFlow } from './flow-cache.ts';

/** What a job does to each contact; null when it has ended. One whose flow is gone skips all (`flow_missing`). */
export async function ruleOf(
  data: Data,
  job: JobRecord,
  operation: ModifyContacts | StartFlow | UndoJob,
  uuids: readonly ContactId[],
  working: Working,
  record: RunRecord,
): Promise<Rule | null> {
  if (operation.type === 'modify') return modifyingRule(data, job, operation, working);
  if (operation.type === 'undo') {
    const read = await readContacts(data, job.workspace, uuids);
    return undoRule(data, job, operation, read.values(), working);
  }
  const loaded = await loadFlow(data, job, operation.flow(job.work).flow);
  if (loaded === null) return () => skipped('flow_missing');
  const given = await readInputPart(data, job, 'params');
  return given && startingFlow(operation, { ...loaded, params: given.params }, job, working, record);
}

async function modifyingRule(
  data: Data,
  job: JobRecord,
  operation: ModifyContacts,
  working: Working,
): Promise<Rule | null> {
  if (!operation.takesParams?.(job.work)) return modifying(operation, job, working);
  const given = await readInputPart(data, job, 'params');
  return given && modifying(operation, job, { ...working, params: given.params });
}
