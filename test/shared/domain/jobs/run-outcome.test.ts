/** What is kept of a run of a flow, and of the input of its job. */
import { describe, expect, it } from 'vitest';
import type { Run } from '../../../../shared/domain/flows/flow.ts';
import { lastingInput, lastingSelection } from '../../../../shared/domain/jobs/kept-run.ts';
import { begunOf, ranOf, runOutcome } from '../../../../shared/domain/jobs/run-outcome.ts';
import { CHANGED, failed, skipped, UNCHANGED } from '../../../../shared/domain/selection/verdict.ts';
import { contact } from './samples.ts';

describe('The input of a job that is kept', () => {
  it('has no value that identifies a person', () => {
    const selection = { query: 'name = "Ann"', within: null } as const;
    const kept = lastingInput({ selection, params: { who: 'Ann', age: 7, deep: [{ is: true, not: null }] } });
    expect(JSON.stringify(kept)).not.toMatch(/Ann|7/);
    expect(kept.params).toMatchObject({ deep: [{ is: true, not: null }] });
    expect(Object.keys(kept.params as object)).toEqual(['who', 'age', 'deep']);
    expect(lastingSelection({ folder: 'active' })).toEqual({ folder: 'active' });
  });
});

describe('The outcome of a run', () => {
  const before = contact({ version: 4 });
  const after = contact({ version: 5 });
  const error = { event: { type: 'error', text: 'No' }, kind: 'expression', node: 'n', action: null } as const;
  const run = (given: object = {}) =>
    ({
      status: 'completed',
      contact: after,
      path: [{ node: 'a' }],
      errors: [],
      results: {},
      ...given,
    }) as unknown as Run;

  it('is that of the flow, with the versions between which it lies', () => {
    expect(ranOf(before, run())).toMatchObject({ verdict: CHANGED, before: 4, after: 5 });
    expect(ranOf(before, run({ contact: before }))).toMatchObject({ verdict: UNCHANGED, before: 4, after: 4 });
    expect(ranOf(before, run({ status: 'failed' })).verdict).toEqual(failed('flow_failed'));
    expect(ranOf(before, run({ status: 'failed', failure: 'too_costly' })).verdict).toEqual(failed('too_costly'));
    expect(begunOf(before)).toMatchObject({
      ...{ verdict: failed('error'), before: 4, after: 4 },
      kept: {
        path: [],
        counts: { error: 1 },
        errors: [{ text: 'The contact could not be changed as the flow asked' }],
      },
    });
  });

  it('has details where the run left some, or the contact does not show that it ran', () => {
    const plain = ranOf(before, run());
    expect(runOutcome(CHANGED, plain, undefined)).toEqual({
      ...{ outcome: { verdict: CHANGED, run: { path: ['a'], errors: {}, details: null } }, details: null },
    });
    expect(runOutcome(UNCHANGED, ranOf(before, run({ contact: before })), undefined)).toMatchObject({
      ...{ outcome: { run: { details: 4 } }, details: { path: ['a'] } },
    });
    expect(runOutcome(CHANGED, ranOf(before, run({ errors: [error] })), undefined)).toMatchObject({
      ...{ outcome: { run: { errors: { expression: 1 }, details: 5 } }, details: { counts: { expression: 1 } } },
    });
  });

  it('that could not be stored is one that did nothing', () => {
    const broken = runOutcome(failed('too_large'), ranOf(before, run()), undefined);
    expect(broken).toMatchObject({
      outcome: { verdict: failed('too_large'), run: { path: [], errors: { too_large: 1 }, details: 4 } },
      details: { errors: [{ text: 'The contact would be too large' }] },
    });
    expect(runOutcome(failed('worker'), ranOf(before, run()), undefined).details?.errors[0]?.text).toContain(
      'could not be changed',
    );
    const same = ranOf(before, run({ status: 'failed', contact: before }));
    expect(runOutcome(failed('flow_failed'), same, undefined)).toMatchObject({ outcome: { run: { path: ['a'] } } });
  });

  it('that came twice is what was written first, and none of who was skipped', () => {
    const earlier = { verdict: CHANGED, run: { path: ['z'], errors: {}, details: null } };
    expect(runOutcome(CHANGED, undefined, earlier)).toEqual({ outcome: earlier, details: null });
    expect(runOutcome(CHANGED, undefined, undefined).outcome.run).toEqual({ path: [], errors: {}, details: null });
    expect(runOutcome(skipped('deleted'), ranOf(before, run()), earlier)).toEqual({
      ...{ outcome: { verdict: skipped('deleted'), run: null }, details: null },
    });
  });
});
