/** The message log: what it shows when messages are logged again, moved or deleted. */
import { expect, it } from 'vitest';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import { cleanUp } from '../../../../shared/data/contacts/index.ts';
import { archiveMessages } from '../../../../shared/data/messages/messages.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, aWorkspace, CHANGE, LATER, NOW } from '../contacts/people.ts';
import { after, MINUTE, openInbox } from './inbox.ts';

describeOnEngines('the log of a workspace’s messages', (data) => {
  const { someone, receive, log, list, idsOf, ids, pages, rowsOf } = openInbox(data);

  /** Two people with a message each, which are logged. */
  const two = async (workspace: WorkspaceId) => {
    const [ann, bob] = [await someone(workspace), await someone(workspace)];
    const [ofAnn, ofBob] = [await receive(workspace, ann), await receive(workspace, bob)];
    await log(workspace, [ofAnn, ofBob]);
    return { ann, bob, ofAnn, ofBob };
  };

  it('are each shown once when a batch is logged again, in parts or with more', async () => {
    const workspace = aWorkspace();
    const ann = await someone(workspace);
    const entries = [];
    for (let i = 0; i < 6; i++) entries.push(await receive(workspace, ann, { occurredOn: after(i) }));
    const expected = entries.map(({ message }) => message).reverse();
    await log(workspace, entries.slice(0, 4));
    await log(workspace, entries.slice(0, 4));
    expect(await rowsOf(workspace, 'visible')).toHaveLength(1);
    for (const part of [entries, entries.slice(0, 2), entries.slice(2, 4), entries.slice(3)])
      await log(workspace, part);
    expect(await ids(workspace)).toEqual(expected);
    expect((await pages(workspace, { limit: 4 })).map((page) => page.length)).toEqual([4, 2]);
  });

  it('move to the archive with the time at which they were received', async () => {
    const workspace = aWorkspace();
    const [ann, bob] = [await someone(workspace), await someone(workspace)];
    const first = await receive(workspace, ann);
    const second = await receive(workspace, bob, { occurredOn: after(2 * MINUTE) });
    const third = await receive(workspace, bob, { occurredOn: after(3 * MINUTE), visibility: 'archived' });
    await log(workspace, [first, second, third]);
    await archiveMessages(data(), workspace, ann.uuid, LATER);
    expect(await ids(workspace, { visibility: 'visible' })).toEqual([second.message]);
    await log(workspace, [{ ...first, visibility: 'archived' }]);
    const all = [third, second, first].map(({ message }) => message);
    expect(await ids(workspace)).toEqual(all);
    const archived = (await list(workspace, { visibility: 'archived' })).found;
    expect(idsOf(archived)).toEqual([third.message, first.message]);
    expect(archived.map(({ message }) => message.modifiedOn)).toEqual([NOW, LATER]);
  });

  it('of a deleted contact are never shown, before or after the clean-up; nor expired ones, nor another workspace’s', async () => {
    const workspace = aWorkspace();
    const { ann, ofAnn, ofBob } = await two(workspace);
    const other = aWorkspace();
    await log(other, [ofAnn, ofBob]);
    expect(await ids(other)).toEqual([]);
    const nothing = { found: [], cursor: null, previous: null };
    expect(await list(workspace, { now: addDays(NOW, 366) })).toEqual(nothing);
    await deleteVersion(data(), workspace, ann, CHANGE, LATER);
    expect(await ids(workspace)).toEqual([ofBob.message]);
    await cleanUp(data(), workspace, ann);
    expect(await ids(workspace)).toEqual([ofBob.message]);
    expect(await ids(workspace, { uuid: ofAnn.message })).toEqual([]);
  });

  it('are found behind any number of deleted ones, whose rows are deleted when they are a day old', async () => {
    const workspace = aWorkspace();
    const ann = await someone(workspace);
    const living = await receive(workspace, ann);
    const id = (time: number, i: number) => {
      const hex = (Math.floor(NOW / 1000) + time * 60_000).toString(16).padStart(12, '0');
      return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${String(i).padStart(12, '0')}`;
    };
    const gone = Array.from({ length: 1_300 }, (_, i) => ({
      ...living,
      contact: aContact() as ContactId,
      message: id(1 + (i % 5), i),
    }));
    await log(workspace, [living, ...gone]);
    expect(await list(workspace, { limit: 1 })).toMatchObject({ found: [{}], cursor: null });
    expect(await rowsOf(workspace, 'visible')).toHaveLength(6);
    // A part of a minute says nothing about the rest of it.
    const inside = `n${gone.at(-1)?.message}`;
    expect(await ids(workspace, { cursor: inside, now: addDays(NOW, 2) })).toEqual([living.message]);
    expect(await rowsOf(workspace, 'visible')).toHaveLength(2);
    expect(await ids(workspace, { limit: 1, now: addDays(NOW, 2) })).toEqual([living.message]);
    expect(await rowsOf(workspace, 'visible')).toHaveLength(1);
  });

  it('are read by their current folder: a moved one stays in the log of the inbox while that has others of its minute', async () => {
    const workspace = aWorkspace();
    const { ann, bob, ofAnn, ofBob } = await two(workspace);
    await archiveMessages(data(), workspace, ann.uuid, NOW);
    const later = { visibility: 'visible', now: addDays(NOW, 2) } as const;
    expect(await ids(workspace, later)).toEqual([ofBob.message]);
    expect(await rowsOf(workspace, 'visible')).toHaveLength(1);
    await archiveMessages(data(), workspace, bob.uuid, NOW);
    expect((await ids(workspace, { now: addDays(NOW, 2) })).sort()).toEqual([ofAnn.message, ofBob.message].sort());
    expect(await rowsOf(workspace, 'visible')).toHaveLength(1);
    expect(await ids(workspace, later)).toEqual([]);
    expect(await rowsOf(workspace, 'visible')).toHaveLength(0);
  });
});
