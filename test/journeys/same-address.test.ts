import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../support/api/api.ts';
import type { Client } from '../support/api/client.ts';
import type { Service } from '../support/service.ts';
import { openStage, type RunningStage } from './stage.ts';

let service: Service;
let open: RunningStage['open'];
let client: Client;

beforeAll(async () => {
  ({ service, open } = await openStage());
});

beforeEach(async () => {
  client = await open();
});

afterAll(() => service?.stop());

const URN = 'tel:+250788123123';

/** The answers to one request, sent fifty times at once. */
const fifty = (ask: (n: number) => Promise<ApiAnswer>): Promise<ApiAnswer[]> =>
  Promise.all(Array.from({ length: 50 }, (_, n) => ask(n)));

describe('50 requests with the same URN at once', () => {
  it('create one contact; the others are refused because the URN is taken', async () => {
    const answers = await fifty((n) => client.ask('POST', 'contacts.json', { name: `Ann ${n}`, urns: [URN] }));
    const [created, ...more] = answers.filter(({ status }) => status === 201);
    expect(more).toEqual([]);
    for (const { status, body } of answers.filter((answer) => answer !== created))
      expect({ status, body }).toEqual({
        status: 400,
        body: { urns: { 0: ['URN is in use by another contact.'] }, hint: expect.anything() },
      });
    expect(await client.all('contacts.json')).toMatchObject([{ uuid: created?.body.uuid, urns: [URN] }]);
  });

  it('in the URL create one contact, and all answers have it', async () => {
    const path = `contacts.json?urn=${encodeURIComponent(URN)}`;
    const answers = await fifty(() => client.ask('POST', path, { name: 'Ann' }));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(new Set(answers.map(({ body }) => body.uuid)).size).toBe(1);
    expect(await client.all('contacts.json')).toMatchObject([{ name: 'Ann', urns: [URN] }]);
  });
});
