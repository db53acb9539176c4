import { describe, expect, it } from 'vitest';
import type { TokenId } from '../../../../shared/domain/ids.ts';
import { kindOf, readWork, WORK_TYPES, type Work, type WorkType } from '../../../../shared/domain/jobs/kinds/index.ts';
import { maySteer, STEPS, stepsFor } from '../../../../shared/domain/jobs/steering.ts';

const [starter, other] = ['starter', 'other'] as unknown as readonly [TokenId, TokenId];

/** Kinds that all who may write can steer, whoever started them. The others begin what is restricted, or cannot end. */
const FOR_WRITERS: readonly WorkType[] = [
  ...(['start', 'add_to_group', 'remove_from_group', 'set_field', 'set_status', 'export'] as const),
  ...(['clear_group', 'populate_group', 'turn_groups'] as const),
];
const FOR_STARTER: readonly WorkType[] = ['delete', 'undo'];

describe.each(WORK_TYPES)('a job of the kind %s', (type) => {
  const job = { work: { ...readWork({ type }), type } as Work, createdBy: starter };

  it.each(STEPS)('%s', (step) => {
    const may = (role: 'administrator' | 'editor' | 'viewer', id: TokenId): boolean =>
      maySteer(job, step, { id, role });
    expect(may('administrator', other)).toBe(true);
    expect(may('viewer', starter)).toBe(false);
    const any = FOR_WRITERS.includes(type) || step === 'pause';
    expect(may('editor', other)).toBe(any);
    expect(may('editor', starter)).toBe(any || FOR_STARTER.includes(type));
  });

  it('offers the steps that the caller may take, but no undo or start time that its kind always refuses', () => {
    const { refuseUndo, atOnce = false } = kindOf(job);
    const has = { undo: refuseUndo === null, set_start: !atOnce } as Partial<Record<(typeof STEPS)[number], boolean>>;
    for (const role of ['administrator', 'editor', 'viewer'] as const)
      expect(stepsFor(job, { id: other, role })).toEqual(
        STEPS.filter((step) => (has[step] ?? true) && maySteer(job, step, { id: other, role })),
      );
  });
});
