import { randomUUID } from 'node:crypto';
import { readJob } from '../../data/jobs/index.ts';
import { storeGroup } from '../../data/workspace/index.ts';
import type { GroupDefinition } from '../../domain/groups/definition.ts';
import type { GroupId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Assets, Group } from '../../domain/workspace.ts';
import { newJobId, sendNewJob } from '../jobs/submit.ts';
import type { Backend } from '../runtime.ts';
import { submitPopulateGroup } from './populate.ts';

export interface GroupDraft {
  /** A new one when left out. */
  readonly uuid?: GroupId;
  /** Checked with `groupNameError`. */
  readonly name: string;
  readonly definition: GroupDefinition | null;
}

interface CreatingGroup {
  /** With the workspace's limits. */
  readonly assets: Assets;
  readonly by: string;
  readonly now: Instant;
}

/** Creates a group, and starts the job that finds a smart group's members. Returns the group, or why there is none. */
export async function createGroup(
  backend: Backend,
  workspace: WorkspaceId,
  { uuid = randomUUID() as string as GroupId, name, definition }: GroupDraft,
  { assets, by, now }: CreatingGroup,
) {
  const job = newJobId(now);
  const group: Group = {
    uuid,
    name,
    system: false,
    createdOn: now,
    ...(definition ? { ...definition, status: 'initializing', job } : { query: null, status: 'ready' }),
  };
  const result = await storeGroup(backend.data, workspace, group, assets.settings.limits?.groups);
  if (!result.ok || definition === null) return result;
  return {
    ok: true,
    item: await submitPopulateGroup(backend, workspace, { group, job, asked: true, by, now }),
  } as const;
}

/** Starts the job of a new smart group, if the request that made the group may have died before that. */
export async function finishGroup(
  backend: Backend,
  workspace: WorkspaceId,
  group: Group,
  { by, now }: Omit<CreatingGroup, 'assets'>,
): Promise<void> {
  const { status, job } = group;
  if (status !== 'initializing' || job === undefined) return;
  const stored = await readJob(backend.data, workspace, job);
  if (stored === null) await submitPopulateGroup(backend, workspace, { group, job, asked: true, by, now });
  else if (stored.status === 'pending') await sendNewJob(backend, stored);
}
