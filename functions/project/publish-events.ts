import type { ContactChange } from '../../shared/data/contacts/index.ts';
import { readJob, type ToldStep } from '../../shared/data/jobs/index.ts';
import { askedOf } from '../../shared/data/workspace/index.ts';
import { eventOfContact } from '../../shared/domain/bus/contacts.ts';
import { entriesOf } from '../../shared/domain/bus/entries.ts';
import type { BusEvent, Entry } from '../../shared/domain/bus/events.schema.ts';
import { eventOfJob } from '../../shared/domain/bus/jobs.ts';
import { askedTypes } from '../../shared/domain/bus/types.ts';
import type { JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import type { Job } from '../../shared/domain/jobs/job.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { type BatchOutcome, isolating, type Named } from './outcome.ts';

type TellRuntime = Pick<Runtime, 'data' | 'bus'>;

type Happened = Named & { readonly workspace: WorkspaceId } & (
    | { readonly change: ContactChange }
    | { readonly step: ToldStep }
  );

/**
 * Puts on the bus what the workspaces of a batch asked to be told: one entry a workspace, or more where it is too large for one. A workspace
 * that asked for nothing costs nothing: what it wants is known from its settings, which were just read for its history.
 */
export async function tell(
  runtime: TellRuntime,
  batch: { readonly changes: readonly (ContactChange & Named)[]; readonly steps: readonly (ToldStep & Named)[] },
  outcome: BatchOutcome,
): Promise<void> {
  const all: Happened[] = [
    ...batch.changes.map((change) => ({ ...namedOf(change), workspace: change.workspace, change })),
    ...batch.steps.map((step) => ({ ...namedOf(step), workspace: step.workspace, step })),
  ];
  await isolating(all, outcome, 'bus', async (some) => {
    const entries: Entry[] = [];
    for (const [workspace, few] of Map.groupBy(some, (one) => one.workspace))
      entries.push(...(await entriesOfWorkspace(runtime, workspace, few)));
    if (entries.length > 0) await runtime.bus.put(entries);
  });
}

const namedOf = ({ sequence, key }: Named): Named => ({ sequence, key });

async function entriesOfWorkspace(
  { data }: TellRuntime,
  workspace: WorkspaceId,
  some: readonly Happened[],
): Promise<Entry[]> {
  const asked = await askedOf(data, workspace);
  if (askedTypes(asked).size === 0) return [];
  const jobs = new Map<JobId, Job | null>();
  const events: BusEvent[] = [];
  for (const one of some) {
    if ('change' in one) {
      const event = eventOfContact(one.change.before, one.change.after);
      if (event) events.push(event);
      continue;
    }
    const { job: uuid } = one.step;
    const job = jobs.get(uuid) ?? (await readJob(data, workspace, uuid));
    jobs.set(uuid, job);
    if (job) events.push(eventOfJob(one.step, job));
  }
  return entriesOf(workspace, events, asked);
}
