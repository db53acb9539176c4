import type { LookupAddress } from 'node:dns';
import { expect, it } from 'vitest';
import { lookupPublic, NotPublicError } from '../../../shared/services/webhooks/public-lookup.ts';

const lookedUp = (name: string, all: boolean): Promise<string | LookupAddress[]> =>
  new Promise((resolve, reject) =>
    lookupPublic(name, { all }, (error, address) => (error ? reject(error) : resolve(address))),
  );

// Names are in test/security/rebinding.test.ts.
it.each([true, false])('an address inside is refused (all: %s)', async (all) => {
  await expect(lookedUp('127.0.0.1', all)).rejects.toThrow(NotPublicError);
});

it('an address is given as it is, one or all of them', async () => {
  expect(await lookedUp('1.1.1.1', false)).toBe('1.1.1.1');
  expect(await lookedUp('1.1.1.1', true)).toEqual([{ address: '1.1.1.1', family: 4 }]);
});
