import { expect, test } from 'vitest';
import { badRelease } from '../../scripts/rehearse/bad-release.ts';
import { startJourney } from './stage.ts';

test('after a bad release nothing that was accepted is lost or done twice, and an opt-out that came again is known', async () => {
  const service = await startJourney({ except: ['stale rosters'] });
  try {
    expect(await badRelease(service, () => undefined)).toEqual([]);
  } finally {
    await service.stop();
  }
});
