import type { STEPS } from '../../../shared/domain/jobs/steering.ts';

/** The body of each step of a job. */
export const stepBodies = ({ token, total }: { token?: string; total: number | null }) =>
  ({
    run: { action: 'run', token: token ?? 'unknown', count: total ?? 0 },
    approve: { action: 'approve', count: total ?? 0 },
    decline: { action: 'decline', note: 'Not these' },
    set_start: { not_before: new Date(Date.now() + 86_400_000).toISOString() },
    set_rate: { max_rate: 5 },
    pause: { action: 'pause' },
    resume: { action: 'resume' },
    interrupt: { action: 'interrupt' },
    undo: { action: 'undo', preview: true },
    repeat: { action: 'repeat', preview: true },
  }) satisfies Record<(typeof STEPS)[number], object>;
