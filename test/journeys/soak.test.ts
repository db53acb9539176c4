import { expect, it } from 'vitest';
import { playRound } from '../soak/index.ts';
import { atNight, NIGHT } from '../support/night.ts';

/** `npm run soak` plays them one by one, with thousands of contacts. */
const SEEDS = Array.from({ length: atNight(12, { byDay: 4 }) }, (_, index) => index + 1);
const SIZE = { contacts: 10, acts: 12, editors: 2 };

it('small programmes add up, whatever is delivered twice, late, killed, throttled, slow and restarted meanwhile', async () => {
  // Requests of which nobody heard the end are sent again minutes later by `npm run soak`, and not here.
  const round = await playRound(SEEDS, SIZE, { turns: 5, kills: ['runner', 'engine'], again: false });
  // What a kill leaves on a roster goes with the nightly audit.
  const violations = round.violations.filter((violation) => !violation.startsWith('stale rosters'));
  expect(violations, round.log.join('\n')).toEqual([]);
  // A worker is killed only while it works, which few seeds are sure to meet.
  for (const fault of [
    ...(NIGHT ? ['kill'] : []),
    'duplicate',
    'throttle',
    'kill -9 of the runner',
    'kill -9 of the engine',
  ])
    expect(round.faults[fault], fault).toBeGreaterThan(0);
});
