/** Kind × step × role over the API: what somebody may not do is refused and not offered, and everything else is not. */
import { v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { createJob } from '../../../shared/data/jobs/index.ts';
import type { JobId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Work } from '../../../shared/domain/jobs/kinds/index.ts';
import { isDecision, STEPS } from '../../../shared/domain/jobs/steering.ts';
import { sendNewJob } from '../../../shared/services/jobs/submit.ts';
import { CALLERS, type JobCaller, KINDS, mayTake } from '../../shared/domain/jobs/every-kind.ts';
import { type Client, createPeople, jobOf, setStatus } from '../../support/api/client.ts';
import { stepBodies } from '../../support/api/step-bodies.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

// A job of a later release stays as it is, and the sweep that follows one with other days waits for the watchdog.
const stage = onInProcessStage({ except: ['stuck jobs'] });
const clients = {} as Record<JobCaller, Client>;
let workspace: WorkspaceId;
let starter: string;

beforeAll(async () => {
  clients.administrator = await stage().open();
  workspace = (await clients.administrator.get('workspace.json')).uuid;
  const [gone = ''] = await createPeople(clients.administrator, 2);
  await setStatus(clients.administrator, 'archived', gone);
  for (const name of ['starter', 'editor', 'viewer'] as const) {
    const role = name === 'viewer' ? 'viewer' : 'editor';
    const { uuid, token } = await clients.administrator.post('tokens.json', { role, name });
    clients[name] = stage().as(token);
    if (name === 'starter') starter = uuid;
  }
});

/** These take archived contacts only. */
const DELETING: readonly string[] = ['delete', 'purge_archived'];

/** A preview that the starter has made, as the service itself would make it. */
async function previewOf(work: Work): Promise<JobId> {
  const { runtime } = stage().service;
  const job = await createJob(runtime.data, workspace, {
    uuid: v7() as string as JobId,
    work,
    selection: { folder: DELETING.includes(work.type) ? 'archived' : 'active' },
    preview: true,
    createdBy: starter,
    now: runtime.now(),
  });
  // A worker leaves a job of a later release alone, and says so loudly.
  if (work.type !== 'unknown') await sendNewJob(runtime, job);
  await stage().settle();
  return job.uuid;
}

describe.each(KINDS.map(({ work, undo }) => [work.type, work, undo] as const))(
  'A job of the kind %s',
  (type, work, refuseUndo) => {
    const lacks = (step: (typeof STEPS)[number]) =>
      (step === 'undo' && refuseUndo !== null) || (step === 'set_start' && type === 'import') || isDecision(step);

    it.each(CALLERS)('takes of the %s the steps that are for them, and shows these alone', async (caller) => {
      const uuid = await previewOf(work);
      const { token, total } = await jobOf(clients.administrator, uuid);
      const seen = await jobOf(clients[caller], uuid);
      expect(seen.steps).toEqual(STEPS.filter((step) => mayTake(type, step, caller) && !lacks(step)));
      expect(seen.token).toBe(mayTake(type, 'run', caller) ? token : undefined);
      const bodies = stepBodies({ token, total });
      const refused: string[] = [];
      for (const step of STEPS) {
        const { status } = await clients[caller].ask('POST', `jobs.json?uuid=${uuid}`, bodies[step]);
        if (status === 403) refused.push(step);
      }
      expect(refused).toEqual(STEPS.filter((step) => !mayTake(type, step, caller)));
    });
  },
);
