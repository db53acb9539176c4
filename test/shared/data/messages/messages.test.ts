import { expect, it } from 'vitest';
import { deleteVersion } from '../../../../shared/data/contacts/delete.ts';
import { archiveMessages, isKnownMessage, listMessages, putMessage } from '../../../../shared/data/messages/index.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { through } from '../calls.ts';
import { aWorkspace, CHANGE, LATER, NOW, stored } from '../contacts/people.ts';
import { newMessage } from './inbox.ts';

describeOnEngines('messages', (data) => {
  const someone = async () => {
    const workspace = aWorkspace();
    const contact = await stored(data(), workspace);
    const list = async (page: Partial<Parameters<typeof listMessages>[3]> = {}) =>
      (await listMessages(data(), workspace, contact.uuid, { limit: 100, now: NOW, ...page })).messages;
    return { workspace, contact, uuid: contact.uuid, list };
  };

  it('stores an external id once, with any other content and however many requests have it at once', async () => {
    const { workspace, uuid, list } = await someone();
    const externalId = 'wamid.1';
    expect(await isKnownMessage(data(), workspace, externalId, NOW)).toBe(false);
    const stored = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        putMessage(data(), workspace, newMessage(uuid, { externalId, occurredOn: instant(NOW + i * 1000) }), NOW),
      ),
    );
    expect(stored.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1);
    expect(new Set(stored.map((one) => one.uuid)).size).toBe(1);
    expect(await list()).toHaveLength(1);
    expect(await isKnownMessage(data(), workspace, externalId, NOW)).toBe(true);
    expect(await isKnownMessage(data(), aWorkspace(), externalId, NOW)).toBe(false);
  });

  it('still knows an external id when its contact has been deleted, and forgets it after a month', async () => {
    const { workspace, contact } = await someone();
    await putMessage(data(), workspace, newMessage(contact.uuid, { externalId: 'a' }), NOW);
    await deleteVersion(data(), workspace, contact, CHANGE, LATER);
    expect(await isKnownMessage(data(), workspace, 'a', LATER)).toBe(true);
    expect(await isKnownMessage(data(), workspace, 'a', addDays(NOW, 31))).toBe(false);
    const again = await putMessage(data(), workspace, newMessage(contact.uuid, { externalId: 'a' }), addDays(NOW, 31));
    expect(again.outcome).toBe('stored');
  });

  it('completes a message of which only the marker was written', async () => {
    const { workspace, uuid, list } = await someone();
    let calls = 0;
    const dying = through(data(), async (_, pass) => {
      if (++calls === 2) throw new Error('the process died');
      return pass();
    });
    await expect(putMessage(dying, workspace, newMessage(uuid, { externalId: 'b' }), NOW)).rejects.toThrow('died');
    expect(await isKnownMessage(data(), workspace, 'b', NOW)).toBe(false);
    expect((await putMessage(data(), workspace, newMessage(uuid, { externalId: 'b' }), NOW)).outcome).toBe('stored');
    expect(await list()).toHaveLength(1);
  });

  it('stores each message without an external id separately', async () => {
    const { workspace, uuid, list } = await someone();
    for (let i = 0; i < 2; i++) await putMessage(data(), workspace, newMessage(uuid), NOW);
    expect(await list()).toHaveLength(2);
  });

  it('lists newest first, by page, folder and time, without expired ones', async () => {
    const { workspace, uuid, list } = await someone();
    const at = (i: number) => instant(NOW + i * 1_000_000);
    for (let i = 0; i < 40; i++) {
      const given = { text: `${i}`, occurredOn: at(i), visibility: i % 2 ? 'archived' : 'visible' } as const;
      await putMessage(data(), workspace, newMessage(uuid, given), NOW);
    }
    const texts = (messages: Awaited<ReturnType<typeof list>>) => messages.map(({ text }) => Number(text));
    const all = Array.from({ length: 40 }, (_, i) => 39 - i);
    expect(texts(await list())).toEqual(all);
    expect(texts(await list({ visibility: 'archived' }))).toEqual(all.filter((i) => i % 2));
    expect(texts(await list({ before: at(30), after: at(28) }))).toEqual([30, 29, 28]);
    expect(await list({ now: addDays(NOW, 366) })).toEqual([]);
    const page = { limit: 15, now: NOW, visibility: 'visible' } as const;
    const first = await listMessages(data(), workspace, uuid, page);
    const second = await listMessages(data(), workspace, uuid, { ...page, cursor: first.cursor });
    expect(texts([...first.messages, ...second.messages])).toEqual(all.filter((i) => i % 2 === 0));
    expect(second.cursor).toBeNull();
    await archiveMessages(data(), workspace, uuid, LATER);
    expect(await list({ visibility: 'visible' })).toEqual([]);
    expect(await list({ visibility: 'archived' })).toHaveLength(40);
  });
});
