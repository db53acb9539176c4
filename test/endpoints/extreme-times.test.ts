import { beforeAll, expect, it } from 'vitest';
import document from '../../functions/workspace/openapi.json' with { type: 'json' };
import { type Client, createPeople, setStatus } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

interface Operation {
  readonly parameters?: readonly { readonly name?: string }[];
}

const takes = (operation: Operation | undefined, name: string) =>
  operation?.parameters?.some((parameter) => parameter.name === name) ?? false;

/** Every list that is narrowed by times. */
const LISTS = Object.entries(document.paths as Record<string, { readonly get?: Operation }>)
  .filter(([, { get }]) => takes(get, 'before') && takes(get, 'after'))
  .map(([path]) => path.split('/').at(-1) ?? '');

const TIMES = [
  '0001-01-01T00:00:00Z',
  '0160-10-17T21:48:59+22:30',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999Z',
];

let client: Client;
beforeAll(async () => {
  client = await stage().open();
  const [ann] = await createPeople(client, 2);
  await setStatus(client, 'archived', ann ?? '');
  await client.post('contact_actions.json', { contacts: [ann], action: 'delete' });
  await stage().settle();
});

it('there are lists that take times', () => expect(LISTS.length).toBeGreaterThanOrEqual(6));

// Also when `after` is later than `before`, which nothing is.
it.each(LISTS)('%s answers whatever times it is asked for', async (list) => {
  for (const before of [undefined, ...TIMES])
    for (const after of [undefined, ...TIMES]) {
      const asked = new URLSearchParams({ ...(before && { before }), ...(after && { after }) });
      const { status, body } = await client.ask('GET', `${list}?${asked}`);
      expect([200, 400], `${asked}: ${JSON.stringify(body)}`).toContain(status);
    }
});
