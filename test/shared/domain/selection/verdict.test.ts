/** What became of a contact in a job, when it came twice, or has no history. */
import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../../shared/domain/ids.ts';
import { undoing } from '../../../../shared/domain/jobs/undoing.ts';
import { CHANGED, earlierVerdict, refuseReason, skipped } from '../../../../shared/domain/selection/verdict.ts';
import { assets, contact, job, NOW } from '../jobs/samples.ts';

const EARLIER = '01a20cff-7d00-765f-b4d7-4289e90e0000' as JobId;
const working = { assets: assets(), now: NOW, change: { by: 'token-1', via: 'job' } as const };

describe('A verdict', () => {
  it('is chosen by the reasons that its outcome has', () => {
    expect(refuseReason('skipped', 'deleted')).toBeNull();
    expect(refuseReason('failed', 'worker')).toBeNull();
    expect(refuseReason(undefined, 'worker')).toBeNull();
    expect(refuseReason('changed', 'worker')).toEqual({ code: 'outcome_without_reason' });
    expect(refuseReason('failed', 'deleted')).toMatchObject({ code: 'no_such_reason', value: 'deleted' });
    expect(refuseReason('failed', 'deleted')).toMatchObject({
      values: expect.stringMatching(/^address_taken, error, /),
    });
  });

  it('was made already where this job has changed the contact', () => {
    const change = { by: 'x', via: 'job', job: EARLIER, slice: 2 } as const;
    expect(earlierVerdict(contact(), change)).toBeNull();
    expect(earlierVerdict(contact({ lastChange: change }), change)).toEqual(CHANGED);
    expect(earlierVerdict(contact({ lastChange: change }), { ...change, slice: 3 })).toEqual(skipped('duplicate'));
  });

  it('of an undo without history is to leave the contact', () => {
    const one = job({ work: { type: 'undo', job: EARLIER, of: 'import', from: NOW, to: NOW } });
    const undone = {
      type: 'undo',
      undone: () => ({ job: EARLIER, wasUndo: false, creates: true, from: NOW, to: NOW }),
    } as const;
    expect(undoing(undone, new Map(), one, working)(contact(), new Set(), new Map())).toEqual(skipped('no_history'));
    const was = { version: 2, at: NOW, change: { by: 'x', via: 'job', job: EARLIER }, was: null } as const;
    const past = new Map([
      [contact().uuid, [{ ...was, events: [{ type: 'contact_name_changed', name: 'Ann' }] as never }]],
    ]);
    expect(undoing(undone, past, one, working)(contact({ name: 'Ann' }), new Set(), new Map())).toMatchObject({
      ...{ outcome: 'apply', applied: { contact: { status: 'archived' } } },
    });
  });
});
