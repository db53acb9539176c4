/** A workspace's messages through the log that the stream's function keeps of them. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import { cleanUp, createContact } from '../../../../shared/data/contacts/index.ts';
import { type ListedMessage, listAllMessages } from '../../../../shared/data/messages/list.ts';
import { logMessages } from '../../../../shared/data/messages/log.ts';
import {
  archiveMessages,
  type NewMessage,
  putMessage,
  type Visibility,
} from '../../../../shared/data/messages/messages.ts';
import { CursorError } from '../../../../shared/data/paging/cursor.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, aWorkspace, CHANGE, LATER, NOW, person } from '../contacts/people.ts';

type Page = Parameters<typeof listAllMessages>[2];

const MINUTE = 60_000_000;
const KEPT = Math.ceil(addDays(NOW, 365) / 1_000_000);

const after = (micros: number): Instant => instant(NOW + micros);

describeOnEngines('the messages of a workspace', (data) => {
  const someone = async (workspace: WorkspaceId) => {
    const contact = person();
    await createContact(data(), workspace, [], () => contact);
    return contact;
  };

  /** Stores a message; answers what the stream's function notes of it. */
  const receive = async (workspace: WorkspaceId, { uuid: contact }: Contact, given: Partial<NewMessage> = {}) => {
    const message: NewMessage = {
      contact,
      urn: 'tel:+250788000001',
      text: 'Hello',
      visibility: 'visible',
      occurredOn: NOW,
      externalId: null,
      ...given,
    };
    const { uuid } = await putMessage(data(), workspace, message, NOW);
    return { contact, message: uuid, visibility: message.visibility, ttl: KEPT };
  };

  const log = (workspace: WorkspaceId, entries: Parameters<typeof logMessages>[2], at = NOW) =>
    logMessages(data(), workspace, entries, at);

  const list = (workspace: WorkspaceId, page: Partial<Page> = {}) =>
    listAllMessages(data(), workspace, { limit: 250, now: NOW, ...page });

  const idsOf = (found: readonly ListedMessage[]) => found.map(({ message }) => message.uuid);
  const ids = async (workspace: WorkspaceId, page: Partial<Page> = {}) => idsOf((await list(workspace, page)).found);

  /** All pages, as a client that stops at an empty one sees them; each leads back to the one before. */
  const pages = async (workspace: WorkspaceId, page: Partial<Page> = {}) => {
    const seen: string[][] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const answer = await list(workspace, { ...page, cursor });
      if (answer.cursor !== null) expect(answer.found).not.toEqual([]);
      if (seen.length === 0) expect(answer.previous).toBeNull();
      else expect(await ids(workspace, { ...page, cursor: answer.previous })).toEqual(seen.at(-1));
      seen.push(idsOf(answer.found));
      cursor = answer.cursor;
    }
    return seen;
  };

  /** From the last page to the first. */
  const pagesBack = async (workspace: WorkspaceId, page: Partial<Page> = {}) => {
    const seen: string[][] = [];
    for (let cursor: string | null | undefined = 'p'; cursor !== null; ) {
      const answer: Awaited<ReturnType<typeof list>> = await list(workspace, { ...page, cursor });
      seen.unshift(idsOf(answer.found));
      cursor = answer.previous;
    }
    return seen;
  };

  const rowsOf = async (workspace: WorkspaceId, visibility: Visibility) => {
    const { Items = [] } = await data().documents.send(
      new QueryCommand({
        TableName: data().workspaceTable,
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': `M#${workspace}#${visibility}` },
      }),
    );
    return Items;
  };

  it('come newest first in full pages, whatever batches brought them, without loss or repetition', async () => {
    const workspace = aWorkspace();
    const people = await Promise.all(Array.from({ length: 7 }, () => someone(workspace)));
    // 560 messages: some hundreds of one minute, ten of each microsecond of two milliseconds, one a minute after that.
    const times = Array.from({ length: 560 }, (_, i) =>
      i < 400 ? i * 1_000 : i < 500 ? 300_000 + Math.floor((i - 400) / 10) * 200 : (i - 498) * MINUTE,
    );
    const entries = await Promise.all(
      times.map((time, i) =>
        receive(workspace, people[i % 7] as Contact, {
          text: `${time}`,
          occurredOn: after(time),
          visibility: i % 3 ? 'visible' : 'archived',
        }),
      ),
    );
    for (let i = 0; i < entries.length; i += 47) await log(workspace, entries.slice(i, i + 47));
    const seen = await pages(workspace);
    expect(seen.map((page) => page.length)).toEqual([250, 250, 60]);
    const newestFirst = entries
      .map(({ message }) => message)
      .sort()
      .reverse();
    expect(seen.flat()).toEqual(newestFirst);
    const back = await pagesBack(workspace);
    expect(back.map((page) => page.length)).toEqual([60, 250, 250]);
    expect(back.flat()).toEqual(newestFirst);
    const shown = (await list(workspace, { limit: 1_000 })).found.map(({ message }) => Number(message.text));
    expect(shown).toEqual([...times].sort((a, b) => b - a));
    const archived = entries.filter(({ visibility }) => visibility === 'archived').map(({ message }) => message);
    expect((await pages(workspace, { visibility: 'archived', limit: 50 })).flat()).toEqual(archived.sort().reverse());
  });

  it('are each shown once, when a batch comes again, in parts or with more', async () => {
    const workspace = aWorkspace();
    const ann = await someone(workspace);
    const entries = [];
    for (let i = 0; i < 6; i++) entries.push(await receive(workspace, ann, { occurredOn: after(i) }));
    const expected = entries.map(({ message }) => message).reverse();
    await log(workspace, entries.slice(0, 4));
    await log(workspace, entries.slice(0, 4));
    expect(await rowsOf(workspace, 'visible')).toHaveLength(1);
    for (const [from, to] of [
      [0, 6],
      [0, 2],
      [2, 4],
      [3, 6],
    ])
      await log(workspace, entries.slice(from, to));
    expect(await ids(workspace)).toEqual(expected);
    expect((await pages(workspace, { limit: 4 })).map((page) => page.length)).toEqual([4, 2]);
  });

  it('move to the archive at the time that they came', async () => {
    const workspace = aWorkspace();
    const [ann, bob] = [await someone(workspace), await someone(workspace)];
    const [first, second] = [
      await receive(workspace, ann),
      await receive(workspace, bob, { occurredOn: after(2 * MINUTE) }),
    ];
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

  it('of somebody deleted are never shown, cleaned up or not; nor expired ones, nor another workspace’s', async () => {
    const workspace = aWorkspace();
    const [ann, bob] = [await someone(workspace), await someone(workspace)];
    const [ofAnn, ofBob] = [await receive(workspace, ann), await receive(workspace, bob)];
    await log(workspace, [ofAnn, ofBob]);
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

  it('are found by uuid and by time to the microsecond, both ends included', async () => {
    const workspace = aWorkspace();
    const ann = await someone(workspace);
    const times = [-MINUTE, 0, 1, 2, 999, 1_000, MINUTE];
    const entries = await Promise.all(times.map((time) => receive(workspace, ann, { occurredOn: after(time) })));
    await log(workspace, entries);
    const at = async (page: Partial<Page>) =>
      (await list(workspace, page)).found.map(({ message }) => message.occurredOn - NOW);
    expect(await at({ before: after(2) })).toEqual([2, 1, 0, -MINUTE]);
    expect(await at({ after: after(2) })).toEqual([MINUTE, 1_000, 999, 2]);
    expect(await at({ after: after(1), before: after(999), limit: 2 })).toEqual([999, 2]);
    expect(await at({ after: after(1), before: after(0) })).toEqual([]);
    for (const [i, { message }] of entries.entries()) expect(await at({ uuid: message })).toEqual([times[i]]);
    expect(await at({ uuid: aContact() })).toEqual([]);
    expect(await at({ uuid: entries[0]?.message, visibility: 'archived' })).toEqual([]);
    expect(await at({ uuid: entries[0]?.message, after: NOW })).toEqual([]);
  });

  it('from before 1970 have an order too', async () => {
    const workspace = aWorkspace();
    const ann = await someone(workspace);
    const old = await receive(workspace, ann, { occurredOn: instant(-5_000_000) });
    const young = await receive(workspace, ann);
    await log(workspace, [old, young]);
    expect(await ids(workspace)).toEqual([young.message, old.message]);
    expect(await ids(workspace, { before: instant(-1) })).toEqual([old.message]);
  });

  it('have cursors that are messages, and nothing else is one', async () => {
    const some = '01900000-0000-7000-8000-000000000000';
    const cursors = ['1', some, `x${some}`, `n${aContact()}`, `nMSG#${some}`, `n${some.slice(1)}`, `p${some}0`];
    for (const cursor of cursors) await expect(list(aWorkspace(), { cursor })).rejects.toThrow(CursorError);
    for (const way of ['n', 'p'])
      expect(await list(aWorkspace(), { cursor: `${way}${some}` })).toMatchObject({ found: [] });
  });

  it('are found behind any number that are gone, whose rows are taken away once they are a day old', async () => {
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
    // Part of a minute tells nothing of the rest of it.
    const inside = `n${gone.at(-1)?.message}`;
    expect(await ids(workspace, { cursor: inside, now: addDays(NOW, 2) })).toEqual([living.message]);
    expect(await rowsOf(workspace, 'visible')).toHaveLength(2);
    expect(await ids(workspace, { limit: 1, now: addDays(NOW, 2) })).toEqual([living.message]);
    expect(await rowsOf(workspace, 'visible')).toHaveLength(1);
  });

  it('are read by their place in a folder only: what left the inbox stays in its log while anything of its minute is there', async () => {
    const workspace = aWorkspace();
    const [ann, bob] = [await someone(workspace), await someone(workspace)];
    const [ofAnn, ofBob] = [await receive(workspace, ann), await receive(workspace, bob)];
    await log(workspace, [ofAnn, ofBob]);
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
