import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { ruleOf } from '../../../functions/jobs/worker/rule.ts';
import { deleteVersion } from '../../../shared/data/contacts/delete.ts';
import { changeContact, readContact } from '../../../shared/data/contacts/index.ts';
import { listHistory } from '../../../shared/data/contacts/list-history.ts';
import { pageRoster } from '../../../shared/data/contacts/rosters.ts';
import { FEWEST_SHARDS } from '../../../shared/data/dynamo/shard-numbers.ts';
import { interruptJob } from '../../../shared/data/jobs/index.ts';
import { loadAssets } from '../../../shared/data/workspace/assets.ts';
import { archiveFlow } from '../../../shared/data/workspace/flows.ts';
import { deleteGroup } from '../../../shared/data/workspace/groups.ts';
import { updateSettings } from '../../../shared/data/workspace/settings.ts';
import { apply } from '../../../shared/domain/changes/apply.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { operationOf } from '../../../shared/domain/jobs/kinds/index.ts';
import { submitJob } from '../../../shared/services/jobs/submit.ts';
import { assets } from '../../shared/domain/jobs/samples.ts';
import { worlds } from './engine.ts';
import { newFlow, starting } from './flow.ts';
import {
  contact,
  deliver,
  drain,
  eraseDeletedBy,
  folders,
  jobFor,
  jobOf,
  type Message,
  many,
  messagesFor,
  NOW,
  newGroup,
  put,
  submit,
  through,
  type World,
} from './world.ts';

const BY = { by: 'token-2', via: 'api' } as const;
/** Of a start that never gets to run its flow. */
const NO_RECORD = { begin: () => '', ran: () => undefined };

const modify = (world: World, uuid: ContactId, ...modifiers: Modifier[]) =>
  changeContact(world.data, world.workspace, uuid, {}, (one: Contact, taken) =>
    apply(one, modifiers, assets(), { now: NOW, change: BY, taken }),
  );

describe('work', () => {
  const world = worlds();

  test('starts contacts in a flow: Update the Contact archives them and removes them from their group', async () => {
    const flow = await newFlow(world(), [{ uuid: randomUUID(), type: 'set_contact_status', status: 'archived' }]);
    const group = await newGroup(world());
    const uuids = await put(world(), many(60, { groups: [group] }));
    const job = await submit(world(), starting(flow), { groups: [group], contacts: [], activeOnly: true });
    await drain(world());
    const totals = { changed: 60, unchanged: 0, skipped: {}, failed: {} };
    expect(await jobOf(world(), job.uuid)).toMatchObject({
      status: 'completed',
      total: 60,
      totals,
      startedOn: NOW,
      endedOn: NOW,
    });
    expect(await folders(world(), uuids)).toEqual({ archived: 60 });
    for (let shard = 0; shard < FEWEST_SHARDS; shard++) {
      const roster = await pageRoster(world().data, world().workspace, [group], shard, { limit: 10 });
      expect(roster).toEqual({ uuids: [], done: true });
    }
    const [first] = uuids as [ContactId];
    expect(await readContact(world().data, world().workspace, first)).toMatchObject({
      groups: [],
      lastChange: { by: 'token-1', via: 'job', job: job.uuid, slice: 0 },
    });
  });

  test('a start whose flow has since been archived skips every contact', async () => {
    const flow = await newFlow(world(), []);
    const uuids = await put(world(), many(2));
    const [message] = (await messagesFor(world(), starting(flow), uuids)) as [Message];
    await archiveFlow(world().data, world().workspace, flow, NOW);
    await deliver(world(), message);
    const totals = { changed: 0, unchanged: 0, skipped: { flow_missing: 2 }, failed: {} };
    expect(await jobFor(world(), message)).toMatchObject({ status: 'completed', totals });
  });

  test('a flow gives a URN to one contact only; the others keep theirs, and history says why', async () => {
    const urns = [{ uuid: randomUUID(), type: 'add_contact_urn', scheme: 'tel', path: '+250788123123' }];
    const flow = await newFlow(world(), urns);
    const uuids = await put(world(), many(3));
    const [message] = (await messagesFor(world(), starting(flow), uuids)) as [Message];
    await deliver(world(), message);
    const totals = { changed: 1, unchanged: 2, skipped: {}, failed: {} };
    const { data, workspace } = world();
    const job = await jobFor(world(), message);
    expect(job).toMatchObject({ status: 'completed', totals });
    const histories = await Promise.all(
      uuids.map((uuid) => listHistory(data, workspace, uuid, { limit: 9, now: NOW })),
    );
    const refusals = histories.flatMap(({ entries }) => entries);
    const extra = { urn: expect.stringMatching(/^tel:#/) };
    expect(refusals).toMatchObject([0, 1].map(() => ({ version: 1, change: { job: job.uuid }, events: [{ extra }] })));
  });

  test('an interrupted start runs no flow without its parameters', async () => {
    const actions = [{ uuid: randomUUID(), type: 'set_contact_name', name: '@trigger.params.name' }];
    const flow = await newFlow(world(), actions);
    const uuids = await put(world(), many(2));
    const { data, workspace } = world();
    const given = { work: starting(flow), params: { name: 'Mukamana' }, preview: false, createdBy: 'a', now: NOW };
    const selection = { groups: [], contacts: uuids, activeOnly: false };
    const { uuid } = await submitJob(world(), workspace, { ...given, selection });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    const read = await jobOf(world(), uuid);
    await interruptJob(data, workspace, uuid, NOW);
    const change = { by: 'a', via: 'job', job: uuid, slice: 0 } as const;
    const assets = await loadAssets(data, workspace);
    const operation = operationOf(read);
    if (operation.type !== 'start_flow') throw new Error('no start');
    expect(await ruleOf(data, read, operation, uuids, { assets, now: NOW, change }, NO_RECORD)).toBeNull();
  });

  test('deletes archived contacts only; those restored or deleted since are skipped', async () => {
    const [gone, restored, deleted] = (await put(world(), many(3, { status: 'archived' }))) as [
      ContactId,
      ContactId,
      ContactId,
    ];
    const uuids = [gone, restored, deleted];
    const [message] = (await messagesFor(world(), { type: 'delete' }, uuids)) as [Message];
    await modify(world(), restored, { type: 'status', status: 'active' });
    const before = await readContact(world().data, world().workspace, deleted);
    await deleteVersion(world().data, world().workspace, before as Contact, BY, NOW);
    await deliver(world(), message);
    await eraseDeletedBy(world(), message.body.job);
    expect(await jobFor(world(), message)).toMatchObject({
      status: 'completed',
      totals: { changed: 1, unchanged: 0, skipped: { not_archived: 1, deleted: 1 }, failed: {} },
    });
    expect(await folders(world(), uuids)).toEqual({ deleted: 2, active: 1 });
  });

  test('decides about a deletion by the contact as it is when it is written, not as it was read', async () => {
    const uuids = await put(world(), many(2, { status: 'archived' }));
    const [heard, edited] = uuids as [ContactId, ContactId];
    const [message] = (await messagesFor(world(), { type: 'delete' }, uuids)) as [Message];
    const now = addDays(NOW, 1 / 24);
    const change = { by: 'token-2', via: 'event' } as const;
    const race = async () => {
      await changeContact(world().data, world().workspace, heard, {}, (one: Contact, taken) =>
        apply(one, [{ type: 'seen', seenOn: addDays(NOW, -1) }], assets(), { now, change, taken }),
      );
      await modify(world(), edited, { type: 'name', name: 'Edited' });
    };
    let raced: Promise<void> | undefined;
    const racing = through(world(), async (command, pass) => {
      if (command instanceof PutCommand) {
        raced ??= race();
        await raced;
      }
      return pass();
    });
    await deliver(racing, message);
    await eraseDeletedBy(world(), message.body.job);
    const totals = { changed: 1, unchanged: 0, skipped: { seen_since: 1 }, failed: {} };
    expect(await jobFor(world(), message)).toMatchObject({ status: 'completed', totals });
    expect(await readContact(world().data, world().workspace, heard)).toMatchObject({ status: 'archived' });
  });

  test('a deletion at any status over a folder leaves who had left it before the index knew', async () => {
    await updateSettings(world().data, world().workspace, { deleteAnyStatus: true }, NOW);
    const [active, left] = (await put(world(), [contact(), contact()])) as [ContactId, ContactId];
    const job = await submit(world(), { type: 'delete' }, { folder: 'active' });
    await deliver(world(), ...(world().queued.splice(0) as [Message]));
    // As if the index had been behind: the contact left before the job was asked for.
    const blocked = { ...contact({ uuid: left, status: 'blocked' }), version: 2 };
    await put(world(), [blocked]);
    await drain(world());
    expect(await jobOf(world(), job.uuid)).toMatchObject({ totals: { changed: 1, skipped: { status_changed: 1 } } });
    expect(await folders(world(), [active, left])).toEqual({ deleted: 1, blocked: 1 });
  });

  test('removes the members of a deleted group from it', async () => {
    const group = await newGroup(world());
    const uuids = await put(world(), many(5, { groups: [group] }));
    await deleteGroup(world().data, world().workspace, group);
    const job = await submit(
      world(),
      { type: 'clear_group', group },
      { groups: [group], contacts: [], activeOnly: false },
    );
    await drain(world());
    expect(await jobOf(world(), job.uuid)).toMatchObject({ status: 'completed', totals: { changed: 5 } });
    for (const uuid of uuids) {
      expect(await readContact(world().data, world().workspace, uuid)).toMatchObject({ groups: [], status: 'active' });
    }
  });
});
