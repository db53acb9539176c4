import { expect, it } from 'vitest';
import { CursorError } from '../../../../shared/data/cursor.ts';
import { listHistory, putHistory, withUuids } from '../../../../shared/data/history.ts';
import type { ContactEvent } from '../../../../shared/domain/contacts/events.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, aWorkspace, CHANGE, NOW } from './people.ts';

const named = (name: string): ContactEvent => ({ type: 'contact_name_changed', name });
const stopped: ContactEvent = { type: 'contact_status_changed', status: 'stopped' };
const seen: ContactEvent = { type: 'contact_last_seen_changed', last_seen_on: '2026-11-24T12:00:00Z' };

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
    expect(entries).toEqual([{ version: 3, at: NOW, change: CHANGE, events: withUuids(entry) }]);
    expect([...uuids].sort()).toEqual(uuids);
    expect(new Set(uuids).size).toBe(3);
    expect(uuids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('keeps changes of status for good and others for a year; last seen not at all', async () => {
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
    expect(await shown(366)).toEqual([second]);
  });

  it('refuses cursors that lead elsewhere under the contact', async () => {
    for (const cursor of ['MSG#0190', 'CONTACT', 'x']) {
      const list = listHistory(data(), aWorkspace(), aContact(), { limit: 5, cursor, now: NOW });
      await expect(list).rejects.toThrow(CursorError);
    }
  });
});
