/** Messages and changes of a contact as one list. */
import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../../console/features/contact/timeline.ts';

const at = (minute: number): string => `2026-11-28T10:${String(minute).padStart(2, '0')}:00Z`;
const change = (minute: number, type: string, values: object = {}) => ({
  ...{ uuid: `e${minute}`, type, created_on: at(minute) },
  ...values,
});
const message = (minute: number) => ({ uuid: `m${minute}`, created_on: at(minute) });
const read = <Item>(items: readonly Item[], hasMore = false) => ({ items, hasMore });
const idsOf = (entries: ReturnType<typeof timelineOf>) =>
  entries.map((entry) => (entry.kind === 'message' ? entry.message.uuid : entry.event.uuid));

describe('The timeline', () => {
  it('has messages and changes by their time, the newest first', () => {
    const events = [change(9, 'contact_name_changed'), change(3, 'contact_created')];
    expect(idsOf(timelineOf(read(events), read([message(12), message(5)])))).toEqual(['m12', 'e9', 'm5', 'e3']);
  });

  it('ends where one of both is not read further, so that nothing appears above what was seen', () => {
    const events = [change(9, 'contact_name_changed'), change(8, 'contact_name_changed')];
    const messages = [message(12), message(5), message(1)];
    expect(idsOf(timelineOf(read(events, true), read(messages)))).toEqual(['m12', 'e9', 'e8']);
    expect(idsOf(timelineOf(read(events), read(messages, true)))).toEqual(['m12', 'e9', 'e8', 'm5', 'm1']);
  });

  it('says what was before, by the last earlier change of the same property and field', () => {
    const field = (minute: number, key: string, text: string | null) =>
      change(minute, 'contact_field_changed', { field: { key }, value: text === null ? null : { text } });
    const events = [field(9, 'age', '31'), field(8, 'town', 'Huye'), field(5, 'age', '30'), field(2, 'age', null)];
    const before = timelineOf(read(events), read([])).map((entry) => (entry.kind === 'change' ? entry.before : ''));
    expect(before).toEqual(['30', null, null, null]);
    const statuses = ['archived', 'active', 'archived'].map((status, index) =>
      change(9 - index, 'contact_status_changed', { status }),
    );
    expect(timelineOf(read(statuses), read([])).map((one) => one.kind === 'change' && one.before)).toEqual([
      'active',
      'archived',
      null,
    ]);
  });
});
