import type { LookupAddress } from 'node:dns';
import { expect, it } from 'vitest';
import { lookupPublic, NotPublicError } from '../../../shared/services/webhooks/public-lookup.ts';

const lookedUp = (name: string, all: boolean): Promise<string | LookupAddress[]> =>
  new Promise((resolve, reject) =>
    lookupPublic(name, { all }, (error, address) => (error ? reject(error) : resolve(address))),
  );

it.each([true, false])('a name that leads into the network is refused when it is looked up (all: %s)', async (all) => {
  await expect(lookedUp('localhost', all)).rejects.toThrow(NotPublicError);
});

it('an address is given as it is, one or all of them', async () => {
  expect(await lookedUp('1.1.1.1', false)).toBe('1.1.1.1');
  expect(await lookedUp('1.1.1.1', true)).toEqual([{ address: '1.1.1.1', family: 4 }]);
});
