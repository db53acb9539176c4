import type { ContactChange } from '../../shared/data/contacts/index.ts';
import { type OutboxStep, readJob, readJobNames } from '../../shared/data/jobs/index.ts';
import { loadAssets, readSubscriptions } from '../../shared/data/workspace/index.ts';
import { eventOfContact } from '../../shared/domain/bus/contacts.ts';
import { busEntriesOf } from '../../shared/domain/bus/entries.ts';
import type { BusEntry, BusEvent } from '../../shared/domain/bus/events.schema.ts';
import { eventOfJob } from '../../shared/domain/bus/jobs.ts';
import { subscribedTypes } from '../../shared/domain/bus-types.ts';
import type { JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { type BatchOutcome, isolating, type RecordName } from './outcome.ts';

type TellRuntime = Pick<Runtime, 'data' | 'bus'>;

type Happened = RecordName & { readonly workspace: WorkspaceId } & (
    | { readonly change: ContactChange }
    | { readonly step: OutboxStep }
  );

/** Publishes subscribed events, an entry a workspace unless too large. Free without a subscription. */
export async function publishEvents(
  runtime: TellRuntime,
  batch: {
    readonly changes: readonly (ContactChange & RecordName)[];
    readonly steps: readonly (OutboxStep & RecordName)[];
  },
  outcome: BatchOutcome,
): Promise<void> {
  const all: Happened[] = [
    ...batch.changes.map((change) => ({ ...namedOf(change), workspace: change.workspace, change })),
    ...batch.steps.map((step) => ({ ...namedOf(step), workspace: step.workspace, step })),
  ];
  await isolating(all, outcome, 'bus', async (some) => {
    const entries: BusEntry[] = [];
    for (const [workspace, few] of Map.groupBy(some, (one) => one.workspace))
      entries.push(...(await entriesOfWorkspace(runtime, workspace, few)));
    if (entries.length > 0) await runtime.bus.put(entries);
  });
}

const namedOf = ({ sequence, key }: RecordName): RecordName => ({ sequence, key });

async function entriesOfWorkspace(
  { data }: TellRuntime,
  workspace: WorkspaceId,
  some: readonly Happened[],
): Promise<BusEntry[]> {
  const asked = await readSubscriptions(data, workspace);
  if (subscribedTypes(asked).size === 0) return [];
  const jobs = new Map<JobId, Job | null>();
  const events: BusEvent[] = [];
  let assets: Assets | undefined;
  for (const one of some) {
    if ('change' in one) {
      const event = eventOfContact(one.change.before, one.change.after);
      if (event) events.push(event);
      continue;
    }
    const { job: uuid } = one.step;
    const job = jobs.get(uuid) ?? (await readJob(data, workspace, uuid));
    jobs.set(uuid, job);
    if (job === null) continue;
    assets ??= await loadAssets(data, workspace);
    events.push(eventOfJob(one.step, job, await readJobNames(data, workspace, [job], assets)));
  }
  return busEntriesOf(workspace, events, asked);
}
