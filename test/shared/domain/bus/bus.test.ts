import { describe, expect, it } from 'vitest';
import { busEntriesOf } from '../../../../shared/domain/bus/entries.ts';
import type { BusEvent } from '../../../../shared/domain/bus/events.schema.ts';
import { tellsProgress } from '../../../../shared/domain/bus/jobs.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import cases from '../../../cases/domain/bus/bus.json' with { type: 'json' };

const workspace = 'a9b9d0ae-3f0c-4e7b-9a6e-0a5f5b1b2c3d' as WorkspaceId;
const seen = (n: number, more = {}): BusEvent => ({
  id: `c.${n}`,
  type: 'contact.seen',
  schema: 1,
  at: '2026-11-26T08:00:00Z',
  via: 'event',
  contact: { uuid: workspace, version: n, folder: 'active' },
  changed: ['last_seen_on'],
  ...more,
});

describe('the entries of a batch', () => {
  it('are none when nothing was asked for', () => {
    expect(busEntriesOf(workspace, [seen(1)], {})).toEqual([]);
    expect(busEntriesOf(workspace, [seen(1)], { events: ['job.failed'] })).toEqual([]);
  });

  it('are one, for 200 changes', () => {
    const events = Array.from({ length: 200 }, (_, n) => seen(n));
    const [entry, ...others] = busEntriesOf(workspace, events, { events: ['contact.seen'] });
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ version: 1, workspace, types: ['contact.seen'], webhooks: false, events });
  });

  it('are more where one would be too large, in the order of events', () => {
    const events = Array.from({ length: 100 }, (_, n) => seen(n, { fields: ['x'.repeat(9_000)] }));
    const entries = busEntriesOf(workspace, events, { webhookEvents: ['contact.seen'] });
    expect(entries.length).toBe(6);
    for (const entry of entries) expect(JSON.stringify(entry).length).toBeLessThan(200_000);
    expect(entries.flatMap((entry) => entry.events)).toEqual(events);
    expect(entries.every(({ webhooks }) => webhooks)).toBe(true);
  });
});

it.each(cases.slices as unknown as [number, number][])(
  'a job of %i slices tells its progress %i times',
  (total, times) => {
    const slices = { total, done: 0 };
    expect(Array.from({ length: total }, (_, n) => n).filter((n) => tellsProgress({ slices }, n)).length).toBe(times);
  },
);
