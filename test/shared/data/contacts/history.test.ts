/** History: what is kept of changes and refusals, for how long, in how many items, and with which addresses. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { putHistory, putRefusals, withUuids } from '../../../../shared/data/contacts/history.ts';
import {
  changeContact,
  cleanUp,
  type Decide,
  deleteContact,
  listHistory,
  withAddresses,
} from '../../../../shared/data/contacts/index.ts';
import { CursorError } from '../../../../shared/data/paging/pages.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { RunErrorEvent } from '../../../../shared/domain/contacts/error-event.ts';
import type { ContactEvent } from '../../../../shared/domain/contacts/events.ts';
import type { ContactId, FieldKey, GroupId, JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { thereAndBack } from '../../../support/paging.ts';
import { costOf } from '../calls.ts';
import { aContact, aWorkspace, CHANGE, LATER, NOW, stored, turns } from './people.ts';

const named = (name: string): ContactEvent => ({ type: 'contact_name_changed', name });
const stopped: ContactEvent = { type: 'contact_status_changed', status: 'stopped' };
const seen: ContactEvent = { type: 'contact_last_seen_changed', last_seen_on: '2026-11-24T12:00:00Z' };

const entryOf = (contact: ContactId, version: number, ...events: ContactEvent[]) => ({
  ...{ contact, version, at: NOW, change: CHANGE, events },
});

const labelled = (event: ContactEvent | RunErrorEvent) => [event.type, ...(event.type === 'error' ? [event.code] : [])];

describeOnEngines('history', (data) => {
  it('lists the newest version first, page by page, each once however often it was put', async () => {
    const workspace = aWorkspace();
    const contact = aContact();
    const entries = Array.from({ length: 57 }, (_, i) => entryOf(contact, i + 1, named(`Ann ${i + 1}`)));
    await putHistory(data(), workspace, entries);
    await putHistory(data(), workspace, [...entries.slice(5, 9), ...entries.slice(5, 9)]);
    const versions: number[][] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listHistory(data(), workspace, contact, { limit: 25, cursor, now: NOW });
      versions.push(page.entries.map(({ version }) => version));
      cursor = page.cursor;
    }
    expect(versions.map(({ length }) => length)).toEqual([25, 25, 7]);
    expect(versions.flat()).toEqual(entries.map(({ version }) => version).reverse());
  });

  it('gives events uuids that stay the same and sort as the events do', async () => {
    const workspace = aWorkspace();
    const entry = entryOf(aContact(), 3, named('A'), named('B'), stopped);
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
    const error = { type: 'error', text: 'No', code: 'urn:invalid' } as const;
    await putHistory(data(), workspace, [
      entryOf(contact, 1, named('Ann'), seen),
      entryOf(contact, 2, stopped, named('Ben')),
      entryOf(contact, 3, seen, error),
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
    const { uuid } = await stored(data(), workspace);
    await putHistory(data(), workspace, [entryOf(uuid, 1, named('Ann'))]);
    const events = [
      { type: 'error', text: 'Taken', code: 'urn:taken' },
      { type: 'error', text: 'No' },
    ] as const;
    const asked = { now: LATER, change: CHANGE };
    const refused: Decide = (contact) => ({ contact, events, changed: false, asked });
    const renamed: Decide = (...given) => ({ ...turns({ name: 'Ben' })(...given), events, asked });
    for (const decide of [refused, refused, renamed]) await changeContact(data(), workspace, uuid, {}, decide);
    await putHistory(data(), workspace, [entryOf(uuid, 2, named('Ben'))]);
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
    const events = [{ type: 'error', text: 'Taken', code: 'urn:taken' }] as const;
    for (const version of [1, 2, 3]) {
      await putHistory(data(), workspace, [entryOf(contact, version, named('Ann'))]);
      await putRefusals(data(), workspace, { ...entryOf(contact, version), events });
    }
    const found = await thereAndBack(
      (cursor) => listHistory(data(), workspace, contact, { limit: 1, cursor, now: NOW }),
      ({ entries }) => entries.map((entry) => [entry.version, entry.events[0]?.type]),
    );
    const both = ['error', 'contact_name_changed'];
    expect(found).toEqual([3, 2, 1].flatMap((version) => both.map((type) => [version, type])));
  });

  it('refuses cursors that point to other items of the contact', async () => {
    for (const cursor of ['nMSG#0190', 'pCONTACT', 'nx', 'x', `nEVT#${'0'.repeat(1_100)}`]) {
      const list = listHistory(data(), aWorkspace(), aContact(), { limit: 5, cursor, now: NOW });
      await expect(list).rejects.toThrow(CursorError);
    }
  });
});

/** A field with a long value: some 36 KB. */
const filled = (n: number): ContactEvent => ({
  type: 'contact_field_changed',
  field: { key: `field_${n}` as FieldKey, name: `Field ${n}` },
  value: { text: 'ß'.repeat(18_000) },
});

const groups = (count: number) =>
  Array.from({ length: count }, () => ({ uuid: randomUUID() as string as GroupId, name: '𓀀'.repeat(64) }));

describeOnEngines('the history of a change that is larger than an item', (data) => {
  const storedParts = async (workspace: WorkspaceId, { contact }: ReturnType<typeof entryOf>) =>
    (await listHistory(data(), workspace, contact, { limit: 10, now: NOW })).entries;

  it('is split, in the order of its events, without losing any; again changes nothing', async () => {
    const workspace = aWorkspace();
    const entry = entryOf(aContact(), 7, ...Array.from({ length: 40 }, (_, n) => filled(n)));
    await putHistory(data(), workspace, [entry]);
    await putHistory(data(), workspace, [entry, { ...entry, version: 8, events: [filled(99)] }]);
    const [newest, ...entries] = await storedParts(workspace, entry);
    expect(newest?.version).toBe(8);
    expect(entries.length).toBeGreaterThan(5);
    expect(new Set(entries.map(({ version }) => version))).toEqual(new Set([7]));
    expect(entries.toReversed().flatMap(({ events }) => events)).toEqual(withUuids(entry));
  });

  it('keeps all groups of one that joins and leaves a thousand, without their names', async () => {
    const workspace = aWorkspace();
    const [joined, left] = [groups(1000), groups(1000)];
    const status: ContactEvent = { type: 'contact_status_changed', status: 'archived' };
    const moved: ContactEvent = { type: 'contact_groups_changed', groups_added: joined, groups_removed: left };
    const entry = entryOf(aContact(), 7, status, moved, filled(1));
    await putHistory(data(), workspace, [entry]);
    const events = (await storedParts(workspace, entry)).toReversed().flatMap((part) => part.events);
    const nameless = (some: typeof joined) => some.map(({ uuid }) => ({ uuid, name: '' }));
    const kept = { ...moved, groups_added: nameless(joined), groups_removed: nameless(left) };
    expect(events).toMatchObject([status, kept, filled(1)]);
  });
});

const CHANNEL = 'channel=1f2b3c4d-0000-4000-8000-000000000001';
const changed = (...urns: string[]): ContactEvent => ({ type: 'contact_urns_changed', urns });
const taken = (urn: string): ContactEvent => ({ type: 'error', text: 'Taken', code: 'urn:taken', extra: { urn } });

describeOnEngines('addresses in history', (data) => {
  const created = (workspace: WorkspaceId, ...urns: string[]) => stored(data(), workspace, { urns });

  async function shown(workspace: WorkspaceId, contact: Contact): Promise<readonly ContactEvent[]> {
    const { entries } = await listHistory(data(), workspace, contact.uuid, { limit: 9, now: NOW });
    const found = await withAddresses(data(), workspace, contact, entries);
    return found.flatMap(({ events }) => events.map(({ uuid: _, ...event }) => event as ContactEvent));
  }

  it('are shown while a contact has them, with the channel of then and the display of now, and are never stored', async () => {
    const workspace = aWorkspace();
    const ann = await created(workspace, 'telegram:123#ann', 'tel:+250788000001');
    const bob = await created(workspace, 'tel:+250788000002');
    const entry = entryOf(
      ann.uuid,
      1,
      changed(`telegram:123?${CHANNEL}#old`, 'tel:+250788000002', 'tel:+250788000003'),
    );
    await putHistory(data(), workspace, [entry]);
    await putRefusals(data(), workspace, { ...entry, events: [taken('tel:+250788000002')] });
    const { entries } = await listHistory(data(), workspace, ann.uuid, { limit: 9, now: NOW });
    expect(JSON.stringify(entries)).not.toMatch(/788000|:123|#ann|#old/);
    expect(await shown(workspace, ann)).toEqual([
      taken('tel:+250788000002'),
      changed(`telegram:123?${CHANNEL}#ann`, 'tel:+250788000002', 'tel:********'),
    ]);
    await changeContact(data(), workspace, bob.uuid, {}, turns({ urns: [] }));
    expect(await shown(workspace, ann)).toEqual([
      taken('tel:********'),
      changed(`telegram:123?${CHANNEL}#ann`, 'tel:********', 'tel:********'),
    ]);
  });

  it('are masked when their owner is deleted, also before it is cleaned up', async () => {
    const workspace = aWorkspace();
    const [ann, bob] = [await created(workspace), await created(workspace, 'tel:+250788000002')];
    await putRefusals(data(), workspace, entryOf(ann.uuid, 1, taken('tel:+250788000002')));
    await deleteContact(data(), workspace, bob.uuid, { change: CHANGE, now: NOW }, () => null);
    expect(await shown(workspace, ann)).toEqual([taken('tel:********')]);
    await cleanUp(data(), workspace, bob);
    expect(await shown(workspace, ann)).toEqual([taken('tel:********')]);
  });

  it('cost 1 read unit for each that the contact has not, and nothing for its own', async () => {
    const workspace = aWorkspace();
    const ann = await created(workspace, 'tel:+250788000001');
    await created(workspace, 'tel:+250788000002');
    await putHistory(data(), workspace, [entryOf(ann.uuid, 1, changed('tel:+250788000001'))]);
    const cost = async () => {
      const { entries } = await listHistory(data(), workspace, ann.uuid, { limit: 9, now: NOW });
      return (await costOf(data(), () => withAddresses(data(), workspace, ann, entries))).readUnits;
    };
    expect(await cost()).toBe(0);
    await putRefusals(data(), workspace, entryOf(ann.uuid, 1, taken('tel:+250788000002')));
    expect(await cost()).toBe(1);
  });
});
