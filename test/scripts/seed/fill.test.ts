import { expect, it } from 'vitest';
import type { Api } from '../../../scripts/api.ts';
import { fill } from '../../../scripts/seed/fill.ts';
import { limitsWarning, raiseLimits } from '../../../scripts/seed/limits.ts';

/** An empty workspace that records what is posted. */
function fakeApi(settings: object = { api_rates: {} }) {
  const posted: [endpoint: string, body: object][] = [];
  const api: Api = {
    get: async (endpoint) => (endpoint === 'settings.json' ? { ...settings } : { results: [] }),
    async post(endpoint, body) {
      posted.push([endpoint, body]);
      return {};
    },
    remove: async () => {},
  };
  const count = (start: string) => posted.filter(([endpoint]) => endpoint.startsWith(start)).length;
  return { api, posted, count };
}

const today = new Date('2026-11-25T12:00:00Z');

it('filling makes two groups, three fields and the contacts, and does not change the settings', async () => {
  const { api, count } = fakeApi();
  let done = 0;
  await fill(api, { contacts: 30, seed: 1, today, onContact: () => done++ });
  expect([count('groups.json'), count('fields.json'), count('contacts.json'), done]).toEqual([2, 3, 30, 30]);
  expect(count('settings.json')).toBe(0);
});

it('filling ends at the first refusal', async () => {
  const { api, count } = fakeApi();
  const failing: Api = {
    ...api,
    async post(endpoint, body) {
      if (count('contacts.json') === 20) throw new Error('refused');
      return api.post(endpoint, body);
    },
  };
  await expect(fill(failing, { contacts: 1_000, seed: 1, today })).rejects.toThrow('refused');
  await new Promise((resolve) => setImmediate(resolve));
  expect(count('contacts.json')).toBe(20);
});

it('says before it begins when the rate limit is too low for the number of contacts', async () => {
  const { api } = fakeApi();
  expect(await limitsWarning(api, 3_600)).toBeNull();
  expect(await limitsWarning(api, 10_000)).toBe(
    "The workspace's rate limit allows 3,600 contacts an hour: this takes over 2 h. --raise-limits raises it.",
  );
  expect(await limitsWarning(fakeApi({ api_rates: { 'v2.contacts': 1_000_000, v2: 20_000 } }).api, 10_000)).toBeNull();
});

it('raises the limits that it is subject to when requested, and no others', async () => {
  const { api, posted } = fakeApi({ api_rates: { 'v2.runs': 10, v2: 100 } });
  await raiseLimits(api);
  const rates = { 'v2.runs': 10, v2: 1_000_000, 'v2.contacts': 1_000_000 };
  expect(posted).toEqual([['settings.json', { api_rates: rates }]]);
});
