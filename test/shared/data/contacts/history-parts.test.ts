import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { putHistory, withUuids } from '../../../../shared/data/contacts/history.ts';
import { listHistory } from '../../../../shared/data/contacts/list-history.ts';
import type { ContactEvent } from '../../../../shared/domain/contacts/events.ts';
import type { FieldKey, GroupId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aContact, aWorkspace, CHANGE, NOW } from './people.ts';

/** A field with a long value: some 36 KB. */
const filled = (n: number): ContactEvent => ({
  type: 'contact_field_changed',
  field: { key: `field_${n}` as FieldKey, name: `Field ${n}` },
  value: { text: 'ß'.repeat(18_000) },
});

const groups = (count: number) =>
  Array.from({ length: count }, () => ({ uuid: randomUUID() as string as GroupId, name: '𓀀'.repeat(64) }));

describeOnEngines('the history of a change that is larger than an item', (data) => {
  const entryOf = (events: readonly ContactEvent[]) => ({
    contact: aContact(),
    version: 7,
    at: NOW,
    change: CHANGE,
    events,
  });
  const stored = async (workspace: ReturnType<typeof aWorkspace>, entry: ReturnType<typeof entryOf>, limit = 10) =>
    (await listHistory(data(), workspace, entry.contact, { limit, now: NOW })).entries;

  it('is split, in the order of its events, without losing any; again changes nothing', async () => {
    const workspace = aWorkspace();
    const entry = entryOf(Array.from({ length: 40 }, (_, n) => filled(n)));
    await putHistory(data(), workspace, [entry]);
    await putHistory(data(), workspace, [entry, { ...entry, version: 8, events: [filled(99)] }]);
    const [newest, ...entries] = await stored(workspace, entry);
    expect(newest?.version).toBe(8);
    expect(entries.length).toBeGreaterThan(5);
    expect(new Set(entries.map(({ version }) => version))).toEqual(new Set([7]));
    expect(entries.toReversed().flatMap(({ events }) => events)).toEqual(withUuids(entry));
  });

  it('keeps all groups of one that joins and leaves a thousand, without their names', async () => {
    const workspace = aWorkspace();
    const [joined, left] = [groups(1000), groups(1000)];
    const status: ContactEvent = { type: 'contact_status_changed', status: 'archived' };
    const entry = entryOf([
      status,
      { type: 'contact_groups_changed', groups_added: joined, groups_removed: left },
      filled(1),
    ]);
    await putHistory(data(), workspace, [entry]);
    const events = (await stored(workspace, entry)).toReversed().flatMap((part) => part.events);
    const nameless = (some: typeof joined) => some.map(({ uuid }) => ({ uuid, name: '' }));
    expect(events).toMatchObject([
      status,
      { type: 'contact_groups_changed', groups_added: nameless(joined), groups_removed: nameless(left) },
      filled(1),
    ]);
  });
});
