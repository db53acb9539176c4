import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { ruleOf } from '../../../functions/jobs/worker/rule.ts';
import { listHistory } from '../../../shared/data/contacts/list-history.ts';
import { loadAssets } from '../../../shared/data/workspace/assets.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import { operationOf } from '../../../shared/domain/jobs/kinds/index.ts';
import { through } from '../engine/deaths.ts';
import { contact, many, NOW, named, worlds } from '../engine/world.ts';
import { modify, removeContact, stored } from '../groups/api.ts';
import { newFlow, starting } from './flow.ts';

/** Of a start that never gets to run its flow. */
const NO_RECORD = { begin: () => '', ran: () => undefined };

describe('work', () => {
  const world = worlds();

  test('a flow gives a URN to one contact only; the others keep theirs, and history says why', async () => {
    const urns = [{ uuid: randomUUID(), type: 'add_contact_urn', scheme: 'tel', path: '+250788123123' }];
    const flow = await newFlow(world(), urns);
    const uuids = await world().put(many(3));
    const [message] = await world().messagesFor(starting(flow), uuids);
    await world().deliver(message);
    const totals = { changed: 1, unchanged: 2, skipped: {}, failed: {} };
    const { data, workspace } = world();
    const job = await world().jobFor(message);
    expect(job).toMatchObject({ status: 'completed', totals });
    const histories = uuids.map((uuid) => listHistory(data, workspace, uuid, { limit: 9, now: NOW }));
    const refusals = (await Promise.all(histories)).flatMap(({ entries }) => entries);
    const extra = { urn: expect.stringMatching(/^tel:#/) };
    expect(refusals).toMatchObject([0, 1].map(() => ({ version: 1, change: { job: job.uuid }, events: [{ extra }] })));
  });

  test('an interrupted start runs no flow without its parameters', async () => {
    const actions = [{ uuid: randomUUID(), type: 'set_contact_name', name: '@trigger.params.name' }];
    const flow = await newFlow(world(), actions);
    const uuids = await world().put(many(2));
    const { data, workspace } = world();
    const { uuid } = await world().submit(starting(flow), named(uuids), { params: { name: 'Mukamana' } });
    await world().deliverNext();
    const read = await world().jobOf(uuid);
    await world().interrupt(uuid);
    const change = { by: 'a', via: 'job', job: uuid, slice: 0 } as const;
    const assets = await loadAssets(data, workspace);
    const operation = operationOf(read);
    if (operation.type !== 'start_flow') throw new Error('no start');
    expect(await ruleOf(data, read, operation, uuids, { assets, now: NOW, change }, NO_RECORD)).toBeNull();
  });

  test('deletes archived contacts only; those restored or deleted since are skipped', async () => {
    const uuids = await world().put(many(3, { status: 'archived' }));
    const [, restored, deleted] = uuids;
    const [message] = await world().messagesFor({ type: 'delete' }, uuids);
    await modify(world(), restored, [{ type: 'status', status: 'active' }]);
    await removeContact(world(), deleted);
    await world().deliver(message);
    await world().eraseDeletedBy(message.body.job);
    expect(await world().jobFor(message)).toMatchObject({
      status: 'completed',
      totals: { changed: 1, unchanged: 0, skipped: { not_archived: 1, deleted: 1 }, failed: {} },
    });
    expect(await world().folders(uuids)).toEqual({ deleted: 2, active: 1 });
  });

  test('decides about a deletion by the contact as it is when it is written, not as it was read', async () => {
    const uuids = await world().put(many(2, { status: 'archived' }));
    const [heard, edited] = uuids;
    const [message] = await world().messagesFor({ type: 'delete' }, uuids);
    const race = async () => {
      const later = { ...world(), now: () => addDays(NOW, 1 / 24) };
      await modify(later, heard, [{ type: 'seen', seenOn: addDays(NOW, -1) }], { by: 'token-2', via: 'event' });
      await modify(world(), edited, [{ type: 'name', name: 'Edited' }]);
    };
    let raced: Promise<void> | undefined;
    const racing = through(world(), async (command, pass) => {
      if (command instanceof PutCommand) {
        raced ??= race();
        await raced;
      }
      return pass();
    });
    await racing.deliver(message);
    await world().eraseDeletedBy(message.body.job);
    const totals = { changed: 1, unchanged: 0, skipped: { seen_since: 1 }, failed: {} };
    expect(await world().jobFor(message)).toMatchObject({ status: 'completed', totals });
    expect(await stored(world(), heard)).toMatchObject({ status: 'archived' });
  });

  test('a deletion at any status over a folder leaves who had left it before the index knew', async () => {
    await world().set({ deleteAnyStatus: true });
    const [active, left] = await world().put([contact(), contact()]);
    const job = await world().submit({ type: 'delete' }, { folder: 'active' });
    await world().deliverNext();
    // As if the index had been behind: the contact left before the job was asked for.
    const blocked = { ...contact({ uuid: left, status: 'blocked' }), version: 2 };
    await world().put([blocked]);
    await world().drain();
    expect(await world().jobOf(job.uuid)).toMatchObject({ totals: { changed: 1, skipped: { status_changed: 1 } } });
    expect(await world().folders([active, left])).toEqual({ deleted: 1, blocked: 1 });
  });
});
