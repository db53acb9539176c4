import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { showJob } from '../../../functions/jobs/present/job.ts';
import { update, write } from '../../../shared/data/dynamo/index.ts';
import { interruptJob } from '../../../shared/data/jobs/index.ts';
import { jobKey } from '../../../shared/data/jobs/items.ts';
import type { JobId, TokenId } from '../../../shared/domain/ids.ts';
import { UnknownKindError } from '../../../shared/domain/jobs/kinds/index.ts';
import { worlds } from './engine.ts';
import {
  ARCHIVE,
  deliver,
  folders,
  giveUp,
  jobFor,
  jobOf,
  type Message,
  many,
  messagesFor,
  NOW,
  put,
  submit,
  type World,
} from './world.ts';

/** What a newer release may store. */
const NEWER = { type: 'from_another_release', status: 'active', group: randomUUID() };

/** Another release has stored this job. */
const fromNewer = ({ data, workspace }: World, job: JobId) =>
  write(data, update('workspace', jobKey(workspace, job), { set: { work: JSON.stringify(NEWER) } }));

describe('a job of a kind that only another release knows', () => {
  const world = worlds();

  test('is not selected: its message is delivered again, and in the end the job has failed and says why', async () => {
    await put(world(), many(2));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    const [message] = world().queued.splice(0) as [Message];
    await fromNewer(world(), uuid);
    await expect(deliver(world(), message)).rejects.toThrow(UnknownKindError);
    expect(await jobOf(world(), uuid)).toMatchObject({ status: 'pending', frozen: 0 });
    await giveUp(world(), message);
    const failed = await jobOf(world(), uuid);
    const names = { groups: new Map(), fields: new Map(), flows: new Map(), actors: new Map(), jobs: new Map() };
    const url = 'https://example.org/api/v2/jobs.json';
    const caller = { id: failed.createdBy as TokenId, role: 'administrator' } as const;
    expect(
      showJob(failed, { caller, now: world().clock, assets: { settings: { anon: false } }, url }, names),
    ).toMatchObject({
      type: 'from_another_release',
      status: 'failed',
      reason: 'unknown_kind',
    });
  });

  test('is not carried out as another kind: its contacts stay blocked, and count as failed', async () => {
    const uuids = await put(world(), many(3, { status: 'blocked' }));
    const [message] = (await messagesFor(world(), ARCHIVE, uuids)) as [Message];
    await fromNewer(world(), message.body.job);
    await expect(deliver(world(), message)).rejects.toThrow(
      /is of a kind that this release does not know: .*from_another_release/,
    );
    expect(await jobFor(world(), message)).toMatchObject({ status: 'queued', slices: { done: 0 } });
    await giveUp(world(), message);
    const totals = { changed: 0, unchanged: 0, skipped: {}, failed: { unknown_kind: 3 } };
    expect(await jobFor(world(), message)).toMatchObject({ status: 'completed', total: 3, totals });
    expect(await folders(world(), uuids)).toEqual({ blocked: 3 });
  });

  test('can be interrupted', async () => {
    await put(world(), many(1));
    const { uuid } = await submit(world(), ARCHIVE, { folder: 'active' });
    await fromNewer(world(), uuid);
    expect(await interruptJob(world().data, world().workspace, uuid, NOW)).toMatchObject({
      ok: true,
      job: { status: 'interrupted', work: { type: 'unknown', stored: 'from_another_release' } },
    });
  });
});
