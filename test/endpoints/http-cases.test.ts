import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseFiles } from '../support/cases/case.ts';
import { openPlayer, type Stage } from '../support/cases/player.ts';
import { againstDocument } from '../support/cases/schema.ts';
import { engines, type RunningEngine, startEngine } from '../support/engines/engines.ts';
import { openInProcess } from '../support/in-process/service.ts';

/** The HTTP cases without HTTP: the same that `test/journeys/http-cases.test.ts` plays on a running service. */
describe.each(caseFiles())('$endpoint', ({ before, cases }) => {
  let running: RunningEngine;
  let player: ReturnType<typeof openPlayer>;

  beforeAll(async () => {
    const [engine] = engines;
    if (!engine) throw new Error('No DynamoDB engine');
    // One for each file: it slows down with every record of a stream, which it never forgets.
    running = await startEngine(engine);
    const stage: Stage = { ...(await openInProcess(running)), inspect: againstDocument };
    player = openPlayer(stage, before);
  });
  afterAll(() => running?.stop());

  it.concurrent.each(cases)('$name', async (played) => {
    expect(await player(played)).toEqual([]);
  });
});
