/** A workspace's messages in order, page by page. */
import { expect, it } from 'vitest';
import { CursorError } from '../../../../shared/data/paging/pages.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, aWorkspace, NOW } from '../contacts/people.ts';
import { after, MINUTE, openInbox, type Page } from './inbox.ts';

describeOnEngines('the messages of a workspace', (data) => {
  const { someone, receive, log, list, ids, pages, pagesBack } = openInbox(data);

  it('are listed newest first in full pages, without loss or repetition, in whatever batches they were logged', async () => {
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

  it('from before 1970 are in order too', async () => {
    const workspace = aWorkspace();
    const ann = await someone(workspace);
    const old = await receive(workspace, ann, { occurredOn: instant(-5_000_000) });
    const young = await receive(workspace, ann);
    await log(workspace, [old, young]);
    expect(await ids(workspace)).toEqual([young.message, old.message]);
    expect(await ids(workspace, { before: instant(-1) })).toEqual([old.message]);
  });

  it('have cursors that name messages, and other cursors are refused', async () => {
    const some = '01900000-0000-7000-8000-000000000000';
    const cursors = ['1', some, `x${some}`, `n${aContact()}`, `nMSG#${some}`, `n${some.slice(1)}`, `p${some}0`];
    for (const cursor of cursors) await expect(list(aWorkspace(), { cursor })).rejects.toThrow(CursorError);
    for (const way of ['n', 'p'])
      expect(await list(aWorkspace(), { cursor: `${way}${some}` })).toMatchObject({ found: [] });
  });
});
