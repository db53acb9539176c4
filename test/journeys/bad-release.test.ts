import { expect, test } from 'vitest';
import { badRelease } from '../../scripts/rehearse/bad-release.ts';
import { startService } from '../support/service.ts';

test('after a bad release nothing that was accepted is lost or done twice, and an opt-out that came again is known', async () => {
  const service = await startService();
  try {
    expect(await badRelease(service, () => undefined)).toEqual([]);
  } finally {
    await service.stop();
  }
});
