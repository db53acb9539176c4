import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { putHistory, putRefusals, withUuids } from '../../../../shared/data/contacts/history.ts';
import { changeContact, createContact, type Decide, listHistory } from '../../../../shared/data/contacts/index.ts';
import { CursorError } from '../../../../shared/data/paging/pages.ts';
import type { RunErrorEvent } from '../../../../shared/domain/contacts/error-event.ts';
import type { ContactEvent } from '../../../../shared/domain/contacts/events.ts';
import type { JobId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { thereAndBack } from '../../../support/paging.ts';
import { aContact, aWorkspace, CHANGE, LATER, NOW, person, turns } from './people.ts';

const named = (name: string): ContactEvent => ({ type: 'contact_name_changed', name });
const stopped: ContactEvent = { type: 'contact_status_changed', status: 'stopped' };
const seen: ContactEvent = { type: 'contact_last_seen_changed', last_seen_on: '2026-11-24T12:00:00Z' };

const labelled = (event: ContactEvent | RunErrorEvent) => [event.type, ...(event.type === 'error' ? [event.code] : [])];

describeOnEngines('history', (data) => {
  it('lists the newest version first, page by page, each once however often it was put', async () => {
    const workspace = aWorkspace();
    const contact = aContact();
    const entries = Array.from({ length: 57 }, (_, i) => ({
      contact,
      version: i + 1,
      at: NOW,
      change: CHANGE,
      events: [named(`Ann ${i + 1}`)],
    }));
    await putHistory(data(), workspace, entries);
    await putHistory(data(), workspace, [...entries.slice(5, 9), ...entries.slice(5, 9)]);
    const versions: number[][] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listHistory>> = await listHistory(data(), workspace, contact, {
        limit: 25,
        cursor,
        now: NOW,
      });
      versions.push(page.entries.map(({ version }) => version));
      cursor = page.cursor;
    } while (cursor !== null);
    expect(versions.map(({ length }) => length)).toEqual([25, 25, 7]);
    expect(versions.flat()).toEqual(entries.map(({ version }) => version).reverse());
  });

  it('gives events uuids that stay the same and sort as the events do', async () => {
    const workspace = aWorkspace();
    const entry = {
      contact: aContact(),
      version: 3,
      at: NOW,
      change: CHANGE,
      events: [named('A'), named('B'), stopped],
    };
    await putHistory(data(), workspace, [entry]);
    const { entries } = await listHistory(data(), workspace, entry.contact, { limit: 5, now: NOW });
    const uuids = entries[0]?.events.map(({ uuid }) => uuid) ?? [];
    expect(entries).toEqual([{ version: 3, at: NOW, change: CHANGE, was: null, events: withUuids(entry) }]);
    expect([...uuids].sort()).toEqual(uuids);
    expect(new Set(uuids).size).toBe(3);
    expect(uuids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('keeps changes of status for ever and others for a year; last seen not at all', async () => {
    const workspace = aWorkspace();
    const contact = aContact();
    const common = { contact, at: NOW, change: CHANGE };
    await putHistory(data(), workspace, [
      { ...common, version: 1, events: [named('Ann'), seen] },
      { ...common, version: 2, events: [stopped, named('Ben')] },
      { ...common, version: 3, events: [seen, { type: 'error', text: 'No', code: 'urn:invalid' }] },
    ]);
    const shown = async (days: number) => {
      const { entries } = await listHistory(data(), workspace, contact, { limit: 9, now: addDays(NOW, days) });
      return entries.map(({ version, events }) => [version, ...events.map(({ type }) => type)]);
    };
    const second = [2, 'contact_status_changed', 'contact_name_changed'];
    expect(await shown(364)).toEqual([second, [1, 'contact_name_changed']]);
    expect(await shown(366)).toEqual([[2, 'contact_status_changed']]);
  });

  it('keeps a refused URN without a change for a year, after the events of the version at that time', async () => {
    const workspace = aWorkspace();
    const created = await createContact(data(), workspace, [], () => person());
    if (!created.ok) throw new Error('taken');
    const { uuid } = created.contact;
    const common = { contact: uuid, at: NOW, change: CHANGE };
    await putHistory(data(), workspace, [{ ...common, version: 1, events: [named('Ann')] }]);
    const events = [
      { type: 'error', text: 'Taken', code: 'urn:taken' },
      { type: 'error', text: 'No' },
    ] as const;
    const refused: Decide = (contact) => ({ contact, events, changed: false, asked: { now: LATER, change: CHANGE } });
    const renamed: Decide = (...given) => ({
      ...turns({ name: 'Ben' })(...given),
      events,
      asked: { now: LATER, change: CHANGE },
    });
    for (const decide of [refused, refused, renamed]) await changeContact(data(), workspace, uuid, {}, decide);
    await putHistory(data(), workspace, [{ ...common, version: 2, events: [named('Ben')] }]);
    const shown = async (days: number) =>
      (await listHistory(data(), workspace, uuid, { limit: 9, now: addDays(NOW, days) })).entries;
    const taken = ['error', 'urn:taken'];
    expect((await shown(2)).map(({ version, events }) => [version, ...events.flatMap(labelled)])).toEqual([
      [2, ...taken],
      [2, 'contact_name_changed'],
      [1, ...taken],
      [1, ...taken],
      [1, 'contact_name_changed'],
    ]);
    expect((await shown(2))[0]).toMatchObject({ at: LATER, change: CHANGE });
    expect(new Set((await shown(2)).flatMap(({ events }) => events.map((event) => event.uuid))).size).toBe(5);
    expect(await shown(367)).toEqual([]);
  });

  it('keeps a refused URN once when the slice of a job is done again', async () => {
    const workspace = aWorkspace();
    const contact = aContact();
    const change = { by: 'system', via: 'job', job: randomUUID() as JobId, slice: 3 } as const;
    const events = [{ type: 'error', text: 'Taken', code: 'urn:taken' }] as const;
    for (const at of [NOW, LATER]) await putRefusals(data(), workspace, { contact, version: 4, at, change, events });
    const { entries, cursor } = await listHistory(data(), workspace, contact, { limit: 1, now: NOW });
    expect([entries.map(({ version, at }) => [version, at]), cursor]).toEqual([[[4, LATER]], null]);
  });

  it('pages on after an entry of refused URNs, and back', async () => {
    const workspace = aWorkspace();
    const contact = aContact();
    const common = { contact, at: NOW, change: CHANGE };
    const events = [{ type: 'error', text: 'Taken', code: 'urn:taken' }] as const;
    for (const version of [1, 2, 3]) {
      await putHistory(data(), workspace, [{ ...common, version, events: [named('Ann')] }]);
      await putRefusals(data(), workspace, { ...common, version, events });
    }
    const found = await thereAndBack(
      (cursor) => listHistory(data(), workspace, contact, { limit: 1, cursor, now: NOW }),
      ({ entries }) => entries.map((entry) => [entry.version, entry.events[0]?.type]),
    );
    expect(found).toEqual(
      [3, 2, 1].flatMap((version) => [
        [version, 'error'],
        [version, 'contact_name_changed'],
      ]),
    );
  });

  it('refuses cursors that point to other items of the contact', async () => {
    for (const cursor of ['nMSG#0190', 'pCONTACT', 'nx', 'x', `nEVT#${'0'.repeat(1_100)}`]) {
      const list = listHistory(data(), aWorkspace(), aContact(), { limit: 5, cursor, now: NOW });
      await expect(list).rejects.toThrow(CursorError);
    }
  });
});
