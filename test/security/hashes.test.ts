import { expect, it } from 'vitest';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

it('the same number has different hashes in two workspaces', async () => {
  const [ours, theirs] = await Promise.all([stage().open(), stage().open()]);
  const hashesOf = async (client: typeof ours) => {
    await client.ask('POST', 'contacts.json', { name: 'Ann', urns: ['tel:+250788383383'] });
    await client.ask('POST', 'events.json', {
      type: 'msg_received',
      urn: 'tel:+250788383383',
      text: 'Hi',
      external_id: '1',
    });
    const items = (await stage().itemsOf(client)) as readonly { readonly pk: string }[];
    return items.flatMap(({ pk }) => (/^[IX]#/.test(pk) ? [pk.split('#')[2]] : []));
  };
  const [here, there] = [await hashesOf(ours), await hashesOf(theirs)];
  expect(here).toHaveLength(2);
  expect(there.filter((hash) => here.includes(hash))).toEqual([]);
});
