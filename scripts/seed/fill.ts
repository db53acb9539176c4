import type { Api } from './api.ts';
import { FIELDS, GROUPS, programme, type SeedContact } from './programme.ts';

const DAY = 86_400_000;
/** Requests under way at once. */
const CONCURRENCY = 8;

export interface Filling {
  readonly contacts: number;
  readonly seed: number;
  readonly today: Date;
  /** Called after each contact. */
  readonly onContact?: () => void;
}

/** Fills a workspace with the made-up programme. Filling it twice adds people and nothing else. */
export async function fill(api: Api, { contacts, seed, today, onContact }: Filling): Promise<void> {
  await prepare(api);
  const people = programme(contacts, seed, today);
  const lane = async () => {
    for (const person of people) {
      await add(api, person, today);
      onContact?.();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
}

async function prepare(api: Api): Promise<void> {
  // Two requests a contact: TextIt's limit of 3,600 an hour would stop the filling after 1,800 people.
  const rates = { v2: 1_000_000, 'v2.contacts': 1_000_000 };
  await api.post('settings.json', { country: 'RW', date_style: 'year_first', api_rates: rates });
  const names = async (endpoint: string): Promise<Set<unknown>> => {
    const { results } = (await api.get(endpoint)) as { results: { name: string }[] };
    return new Set(results.map(({ name }) => name));
  };
  const groups = await names('groups.json');
  for (const name of GROUPS) if (!groups.has(name)) await api.post('groups.json', { name });
  const fields = await names('fields.json');
  for (const field of FIELDS) if (!fields.has(field.name)) await api.post('fields.json', field);
}

async function add(
  api: Api,
  { urn, name, language, group, fields, seenDaysAgo }: SeedContact,
  today: Date,
): Promise<void> {
  const groups = group === null ? [] : [group];
  await api.post(`contacts.json?urn=${encodeURIComponent(urn)}`, { name, language, groups, fields });
  if (seenDaysAgo === null) return;
  const occurred_on = new Date(today.getTime() - seenDaysAgo * DAY).toISOString();
  await api.post('events.json', { type: 'msg_received', urn, text: 'Yego', occurred_on });
}
