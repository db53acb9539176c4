import type { DynamoDBRecord } from 'aws-lambda';
import type { JobStep } from '../../domain/bus/jobs.ts';
import type { JobId, WorkspaceId } from '../../domain/ids.ts';
import { readRecord, STEP_PREFIX } from '../dynamo/index.ts';

export interface OutboxStep extends JobStep {
  readonly workspace: WorkspaceId;
  readonly job: JobId;
}

/** The job step in a record of the contacts' stream; null for any other record. */
export function outboxStepOf(record: DynamoDBRecord): OutboxStep | null {
  const { key, before, after } = readRecord<Pick<JobStep, 'type' | 'at'>>(record);
  if (!key.sk.startsWith(STEP_PREFIX) || before() !== null) return null;
  const item = after();
  const [, workspace, job] = key.pk.split('#');
  if (item === null) return null;
  return {
    workspace: workspace as WorkspaceId,
    job: job as JobId,
    type: item.type,
    step: key.sk.slice(STEP_PREFIX.length),
    at: item.at,
  };
}
