/**
 * Good neighbours: one workspace's worst hour is nobody else's. Each worker has a file of rows beside this one, such as
 * `files.ts`, which exports a function from the stage to its rows.
 */
import { expect, it } from 'vitest';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { filesNeighbours } from './files.ts';
import { inboundNeighbours } from './inbound.ts';
import { BOUND, type Neighbour } from './neighbour.ts';
import { queues } from './queues.ts';

const stage = onInProcessStage();
const ROWS: readonly ((service: typeof stage) => readonly Neighbour[])[] = [filesNeighbours, inboundNeighbours, queues];
const neighbours = ROWS.flatMap((rowsOf) => rowsOf(stage));

it('has no row twice', () => {
  const names = neighbours.map(({ worker, attack, work }) => `${worker}: ${attack}, ${work}`);
  expect(names).toEqual([...new Set(names)]);
});

// Beside the worst that another workspace does, work waits for at most twice what it waits for alone.
for (const row of neighbours)
  it(`${row.worker}: ${row.work} beside ${row.attack}`, async () => {
    const alone = await row.wait(false);
    const beside = await row.wait(true);
    expect(beside.turns, 'turns').toBeLessThanOrEqual(BOUND * alone.turns);
    expect(beside.units, row.unit).toBeLessThanOrEqual(BOUND * alone.units);
  });
