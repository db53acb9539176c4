/** What a careful manager would be angry about: who is harmed by a mistake before anybody is asked. */
import { describe, expect, it } from 'vitest';
import MISTAKES from '../../cases/policies/mistakes.json' with { type: 'json' };
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { type Mistake, Office } from './office.ts';

describe.each(MISTAKES as unknown as readonly Mistake[])('$name', (mistake) => {
  const stage = onInProcessStage();

  it('harms no more than its brake allows before anybody is asked', async () => {
    const outcome = await new Office(stage().service, mistake).play();
    if (process.env['TELL']) process.stderr.write(`${mistake.name}: ${JSON.stringify(outcome)}\n`);
    const { asked, harmed_at_most, harmed_at_least = 0, over_by } = mistake.expect;
    expect(outcome.harmed).toBeLessThanOrEqual(harmed_at_most);
    expect(outcome.harmed).toBeGreaterThanOrEqual(harmed_at_least);
    if (asked === null) expect(outcome.reasons).toEqual([]);
    else expect(outcome.reasons).toContain(asked);
    if (over_by !== undefined) expect(outcome.over ?? Infinity).toBeLessThanOrEqual(over_by);
    expect(outcome.refusals).toEqual([]);
  });
});
