/** English words of the console, which other languages must match; the compiler finds missing ones. */
import { describe, expect, it } from 'vitest';
import { type Summary as Said, sentenceOf } from '../../../../console/common/jobs/sentence.ts';
import type { ExcludeReason } from '../../../../shared/domain/jobs/freeze-check.ts';
import type { JobFailure, Origin } from '../../../../shared/domain/jobs/job.ts';
import { DEEDS, type Deed } from '../../../../shared/domain/jobs/summary/deeds.ts';
import { summarySentence } from '../../../../shared/domain/jobs/summary/sentence.ts';
import { type JobNames, type Summary, summaryOf } from '../../../../shared/domain/jobs/summary/summary.ts';
import type { WarningCode } from '../../../../shared/domain/jobs/warnings.ts';
import type { FailReason } from '../../../../shared/domain/selection/verdict.ts';
import { SPOKEN, speechIn, textsIn } from '../../../support/languages.ts';
import { AGE, EARLIER, FLOW, KINDS, workspace } from './every-kind.ts';
import { job } from './samples.ts';

const { jobs, sheet } = textsIn('en');

const NAMES: JobNames = {
  ...workspace,
  flows: new Map([[FLOW, { name: 'Check-in' }]]),
  actors: new Map(),
  jobs: new Map([[EARLIER, job({ uuid: EARLIER, total: 1_261 })]]),
};

const selection = { query: 'name ~ "Zoe"', within: 'active' } as const;

/** Everybody in a folder, without two whom somebody has unticked. */
const UNTICKED = { query: 'uuid != "a" AND uuid != "b"', within: 'active' } as const;

const policy = { name: 'Quiet mothers', step: 3, clock: 'last_seen', days: 240, after: 14 };
const POLICY: Summary = {
  does: 'archive',
  people: 1,
  who: null,
  asks: true,
  policy,
  brake: { most: 20, taken: 30, usual: 7 },
};

/** Each kind, each deed, and each part that only some jobs have. */
const SUMMARIES: readonly (readonly [string, Summary])[] = [
  ...KINDS.map(({ work }) => [work.type, summaryOf(job({ work, total: 1_261 }), NAMES)] as const),
  ...(Object.keys(DEEDS) as Deed[]).map((does) => [does, { ...POLICY, does, name: 'A', from: null }] as const),
  ['value', summaryOf(job({ work: { type: 'set_field', field: AGE } }), NAMES, { selection, value: '7' })],
  [
    'without',
    summaryOf(job({ work: { type: 'set_status', status: 'archived' }, total: 2 }), NAMES, { selection: UNTICKED }),
  ],
  [
    'sets',
    { ...POLICY, does: 'start_flow', name: 'A', sets: ['archived', 'stopped'], replaces: 2, policy: { name: 'Old' } },
  ],
];

describe('The console has words for', () => {
  it.each(SUMMARIES)('%s: the same sentence as the API in English, and another in other languages', (_, summary) => {
    expect(sentenceOf(summary as Said, speechIn('en'))).toBe(summarySentence(summary));
    const said = SPOKEN.map(([language]) => sentenceOf(summary as Said, speechIn(language)));
    expect(new Set(said).size).toBe(SPOKEN.length);
    expect(said.join()).not.toMatch(/undefined|null|[{}]/);
  });

  it('every reason, failure, warning and origin of a job', () => {
    jobs.reasons satisfies Readonly<Record<ExcludeReason | FailReason, string>>;
    jobs.failures satisfies Readonly<Record<JobFailure, string>>;
    sheet.warnings satisfies Readonly<Record<Exclude<WarningCode, 'replaces'>, unknown>>;
    jobs.origins satisfies Readonly<Record<Origin, string>>;
  });
});
