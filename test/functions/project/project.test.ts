import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { project } from '../../../functions/project/projections.ts';
import { deleteVersion } from '../../../shared/data/contacts/delete.ts';
import { createContact, readContact } from '../../../shared/data/contacts/index.ts';
import { contactPk } from '../../../shared/data/contacts/keys.ts';
import { listHistory } from '../../../shared/data/contacts/list-history.ts';
import { findOwners } from '../../../shared/data/contacts/urn-owners.ts';
import { readCounts } from '../../../shared/data/counts/counts.ts';
import { type Data, type Key, queryAll } from '../../../shared/data/dynamo/index.ts';
import type { Visibility } from '../../../shared/data/messages/items.ts';
import { listAllMessages } from '../../../shared/data/messages/list.ts';
import { putMessage } from '../../../shared/data/messages/messages.ts';
import { createWorkspace } from '../../../shared/data/workspace/workspaces.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import { aContact, change, now, tombstoneOf } from '../../shared/data/counts/samples.ts';
import { describeOnEngines } from '../../support/engines/suite.ts';
import { failing, messageRecordOf, recordOf, runtimeOf, sequenceOf } from './records.ts';

describeOnEngines('projecting', (opened) => {
  let data: Data;
  let workspace: WorkspaceId;
  beforeAll(() => {
    data = opened();
  });
  beforeEach(async () => {
    ({ workspace } = await createWorkspace(data, { name: 'Projected', now }));
  });

  const run = (records: Parameters<typeof project>[0], on = data) => project(records, runtimeOf(on));
  const folders = async (ws = workspace) => (await readCounts(data, ws)).folders;
  const history = async ({ uuid }: Contact) =>
    (await listHistory(data, workspace, uuid, { limit: 10, now })).entries.map(({ version, events }) => [
      version,
      ...events.map(({ type }) => type),
    ]);
  const itemsUnder = async ({ uuid }: Contact) => {
    const items = [];
    for await (const item of queryAll<Key>(data, { table: 'contacts', partition: contactPk(workspace, uuid) }))
      items.push(item.sk);
    return items;
  };

  it('counts and stores history, and does neither twice when the batch is delivered again', async () => {
    const ann = aContact({ name: 'Ann' });
    const gone = { ...ann, status: 'archived', name: 'Anna', version: 2 } as const;
    const records = [recordOf(workspace, null, ann), recordOf(workspace, ann, gone)];
    expect(await run(records)).toEqual({});
    expect(await run(records)).toEqual({});
    expect(await folders()).toMatchObject({ active: 0, archived: 1 });
    expect(await history(ann)).toEqual([
      [2, 'contact_status_changed', 'contact_name_changed'],
      [1, 'contact_name_changed'],
    ]);
  });

  it('ignores other items, and writes that changed nothing', async () => {
    const ann = aContact();
    const contact = recordOf(workspace, null, ann);
    const others = ['MESSAGE', 'EVT#0000000001', 'URN'].map((sk) => ({
      ...contact,
      dynamodb: { ...contact.dynamodb, Keys: { pk: { S: 'C#x#y' }, sk: { S: sk } } },
    }));
    expect(await run([...others, recordOf(workspace, ann, ann)])).toEqual({});
    expect(await folders()).toMatchObject({ active: 0 });
  });

  it('keeps workspaces separate within one batch', async () => {
    const other = (await createWorkspace(data, { name: 'Other', now })).workspace;
    await run([workspace, other, other].map((one) => recordOf(one, null, aContact())));
    expect((await folders()).active).toBe(1);
    expect((await folders(other)).active).toBe(2);
  });

  it('leaves only the tombstone of a deleted contact, and frees its URN', async () => {
    const ann = aContact({ name: 'Ann', status: 'archived', urns: ['tel:+250788383383'] });
    await createContact(data, workspace, ['tel:+250788383383'], () => ann);
    const before = (await readContact(data, workspace, ann.uuid)) as Contact;
    await run([recordOf(workspace, null, before)]);
    await deleteVersion(data, workspace, before, change, now);
    const after = await readContact(data, workspace, ann.uuid, { consistent: true });
    expect(after !== null && isTombstone(after)).toBe(true);

    const records = [recordOf(workspace, before, after)];
    expect(await run(records)).toEqual({});
    expect(await run(records)).toEqual({});
    expect(await itemsUnder(ann)).toEqual(['CONTACT']);
    expect((await findOwners(data, workspace, ['tel:+250788383383'])).size).toBe(0);
    expect(await folders()).toMatchObject({ archived: 0, deleted: 1 });
  });

  it('leaves no history of a contact that was changed and deleted in one batch', async () => {
    const ann = aContact({ status: 'archived', name: 'Ann' });
    await createContact(data, workspace, [], () => ann);
    await deleteVersion(data, workspace, ann, change, now);
    await run([recordOf(workspace, null, ann), recordOf(workspace, ann, tombstoneOf(ann))]);
    expect(await itemsUnder(ann)).toEqual(['CONTACT']);
  });

  it('reports the first record of a workspace whose counts cannot be written, and processes the other’s records', async () => {
    const other = (await createWorkspace(data, { name: 'Other', now })).workspace;
    const records = [recordOf(workspace, null, aContact()), recordOf(other, null, aContact())];
    expect(
      await run(
        records,
        failing(data, (_, pk) => pk === `N#${other}`),
      ),
    ).toEqual({ failedFrom: sequenceOf(records[1]) });
    expect((await folders()).active).toBe(1);
    expect(await run(records)).toEqual({});
    expect([(await folders()).active, (await folders(other)).active]).toEqual([1, 1]);
  });

  describe('messages', () => {
    const text = { urn: null, text: 'Hi', occurredOn: now, externalId: null };

    /** A contact with a message, and the record of the message: received, or moved from another folder. */
    const received = async (visibility: Visibility = 'visible', ws = workspace) => {
      const ann = aContact();
      await createContact(data, ws, [], () => ann);
      const { uuid } = await putMessage(data, ws, { ...text, contact: ann.uuid, visibility }, now);
      const record = (before: Visibility | null = null) => messageRecordOf(ws, ann.uuid, uuid, before, visibility);
      return { uuid, record };
    };
    const listed = async (visibility?: Visibility, ws = workspace) =>
      (await listAllMessages(data, ws, { limit: 10, now, visibility })).found.map(({ message }) => message.uuid);

    it('are written into the log of their workspace and folder, once, with contacts in the same batch', async () => {
      const other = (await createWorkspace(data, { name: 'Other', now })).workspace;
      const [one, two, theirs] = [await received(), await received('archived'), await received('visible', other)];
      const records = [one.record(), recordOf(workspace, null, aContact()), two.record(), theirs.record()];
      expect(await run(records)).toEqual({});
      expect(await run(records)).toEqual({});
      expect(await listed('visible')).toEqual([one.uuid]);
      expect(await listed('archived')).toEqual([two.uuid]);
      expect(await listed(undefined, other)).toEqual([theirs.uuid]);
      expect((await folders()).active).toBe(1);
    });

    it('are written into the log of the archive when they are moved there; other writes and deletions write no log', async () => {
      const [moved, same, gone] = [await received('archived'), await received(), await received()];
      const { NewImage: image, ...keys } = gone.record().dynamodb ?? {};
      const deleted = { eventName: 'REMOVE' as const, dynamodb: { ...keys, ...(image && { OldImage: image }) } };
      expect(await run([moved.record('visible'), same.record('visible'), deleted])).toEqual({});
      expect(await listed('archived')).toEqual([moved.uuid]);
      expect(await listed('visible')).toEqual([]);
    });

    it('that were stored after their contact was deleted and cleaned up after are deleted, and in no log', async () => {
      const ann = aContact({ status: 'archived' });
      await createContact(data, workspace, [], () => ann);
      await deleteVersion(data, workspace, ann, change, now);
      await run([recordOf(workspace, ann, tombstoneOf(ann))]);
      const { uuid } = await putMessage(data, workspace, { ...text, contact: ann.uuid, visibility: 'visible' }, now);
      expect(await itemsUnder(ann)).toHaveLength(2);
      const late = messageRecordOf(workspace, ann.uuid, uuid, null, 'visible');
      const other = await received();
      expect(await run([late, other.record()])).toEqual({});
      expect(await itemsUnder(ann)).toEqual(['CONTACT']);
      expect(await listed()).toEqual([other.uuid]);
    });

    it('whose log cannot be written are reported from the first on, and counts are written nevertheless', async () => {
      const one = await received();
      const records = [recordOf(workspace, null, aContact()), one.record(), recordOf(workspace, null, aContact())];
      expect(
        await run(
          records,
          failing(data, (_, pk) => pk.startsWith('M#')),
        ),
      ).toEqual({ failedFrom: sequenceOf(records[1]) });
      expect((await folders()).active).toBe(2);
      expect(await run(records.slice(1))).toEqual({});
      expect((await folders()).active).toBe(2);
      expect(await listed()).toEqual([one.uuid]);
    });
  });
});
