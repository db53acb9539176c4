import { describe, expect, it } from 'vitest';
import { type Outcome, packOutcomes, walkedWays } from '../../../../shared/domain/jobs/outcome.ts';
import { pathSegmentsOf } from '../../../../shared/domain/jobs/path-segments.ts';
import { skipped } from '../../../../shared/domain/selection/verdict.ts';

const ran = (...path: string[]): Outcome => ({
  verdict: { outcome: 'unchanged' },
  run: { path, errors: {}, details: null },
});
const waysOf = (...outcomes: Outcome[]) => walkedWays(packOutcomes(outcomes));

describe('Where the runs of a start went', () => {
  it('is counted from the start of the flow to its end, of all slices together', () => {
    const first = waysOf(ran('ask', 'yes'), ran('ask', 'no'), { verdict: skipped('deleted'), run: null });
    expect(pathSegmentsOf([...first, ...waysOf(ran('ask', 'no'))], 32)).toEqual({
      runs: 3,
      segments: [
        { from: null, to: 'ask', runs: 3 },
        { from: 'ask', to: 'no', runs: 2 },
        { from: 'no', to: null, runs: 2 },
        { from: 'ask', to: 'yes', runs: 1 },
        { from: 'yes', to: null, runs: 1 },
      ],
    });
  });

  it('a run that goes round counts once for each way; how one began that came to more nodes than are kept is not known', () => {
    expect(pathSegmentsOf(waysOf(ran('a', 'b', 'a', 'b')), 4)).toEqual({
      runs: 1,
      segments: [
        { from: 'a', to: 'b', runs: 1 },
        { from: 'b', to: null, runs: 1 },
        { from: 'b', to: 'a', runs: 1 },
      ],
    });
  });

  it('is of nobody when nobody ran', () => {
    expect(pathSegmentsOf([], 32)).toEqual({ runs: 0, segments: [] });
  });
});
