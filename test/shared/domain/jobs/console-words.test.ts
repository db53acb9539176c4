/** English words of the console, which other languages must match; the compiler finds missing ones. */
import { describe, expect, it } from 'vitest';
import type { ExcludeReason } from '../../../../shared/domain/jobs/freeze-check.ts';
import type { JobFailure, Origin } from '../../../../shared/domain/jobs/job.ts';
import { typeOf, WORK_TYPES, type Work } from '../../../../shared/domain/jobs/kinds/index.ts';
import type { FailReason } from '../../../../shared/domain/jobs/verdict.ts';
import type { WarningCode } from '../../../../shared/domain/jobs/warnings.ts';
import { textsIn } from '../../../support/languages.ts';

const { jobs } = textsIn('en');

/** A change of status is named by the status, and nobody sees a job of an unknown kind made. */
const NAMED = WORK_TYPES.filter((type) => type !== 'set_status' && type !== 'unknown');

describe('The console has words for', () => {
  it.each(NAMED)('jobs that the service knows as %s', (type) => {
    expect(jobs.types).toHaveProperty(typeOf({ work: { type } as Work }));
  });

  it('every reason, failure, warning and origin of a job', () => {
    jobs.reasons satisfies Readonly<Record<ExcludeReason | FailReason, string>>;
    jobs.failures satisfies Readonly<Record<JobFailure, string>>;
    jobs.warnings satisfies Readonly<Record<WarningCode, unknown>>;
    jobs.origins satisfies Readonly<Record<Origin, string>>;
  });
});
