import { describe, expect, it } from 'vitest';
import type { TokenId } from '../../../../shared/domain/ids.ts';
import { kindOf, readWork, WORK_TYPES, type Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import { maySteer, STEPS, stepsFor } from '../../../../shared/domain/jobs/steering.ts';
import { CALLERS, mayTake } from './every-kind.ts';

const [starter, other] = ['starter', 'other'] as unknown as readonly [TokenId, TokenId];

describe.each(WORK_TYPES)('a job of the kind %s', (type) => {
  const job = { work: { ...readWork({ type }), type } as Work, createdBy: starter, status: 'started' } as const;

  it.each(STEPS)('%s', (step) => {
    for (const caller of CALLERS) {
      const role = caller === 'starter' ? 'editor' : caller;
      expect(maySteer(job, step, { id: caller === 'starter' ? starter : other, role })).toBe(
        mayTake(type, step, caller),
      );
    }
    expect(maySteer(job, step, { id: starter, role: 'viewer' })).toBe(false);
  });

  it('offers the steps that the caller may take, but no undo or start time that its kind always refuses', () => {
    const { refuseUndo, atOnce = false } = kindOf(job);
    const has = { undo: refuseUndo === null, set_start: !atOnce, approve: false, decline: false } as Partial<
      Record<(typeof STEPS)[number], boolean>
    >;
    for (const role of ['administrator', 'editor', 'viewer'] as const)
      expect(stepsFor(job, { id: other, role })).toEqual(
        STEPS.filter((step) => (has[step] ?? true) && maySteer(job, step, { id: other, role })),
      );
  });
});
