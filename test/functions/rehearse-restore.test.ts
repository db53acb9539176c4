import { expect, test } from 'vitest';
import { rehearse } from '../../scripts/rehearse/rehearsal.ts';
import { fullWorkspace } from '../long/checker/workspace.ts';
import { engines, startEngine } from '../support/engines/engines.ts';

test('tables are restored, who was deleted since is deleted again, and everything agrees and works', async () => {
  const engine = await startEngine(engines[0] as (typeof engines)[number]);
  try {
    expect((await rehearse(engine, fullWorkspace)).problems).toEqual([]);
  } finally {
    await engine.stop();
  }
});
