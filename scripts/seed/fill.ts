import type { Api } from '../api.ts';
import { FIELDS, GROUPS, programme, type SeedContact } from './programme.ts';

const DAY = 86_400_000;
const CONCURRENCY = 8;

interface Filling {
  readonly contacts: number;
  readonly seed: number;
  readonly today: Date;
  /** Called after each contact. */
  readonly onContact?: () => void;
}

/** Fills a workspace with the seed programme; uses existing groups, fields and contacts, and changes no settings. */
export async function fill(api: Api, { contacts, seed, today, onContact }: Filling): Promise<void> {
  await prepare(api);
  const people = programme(contacts, seed, today);
  const lane = async () => {
    for (const person of people) {
      await add(api, person, today);
      onContact?.();
    }
  };
  try {
    await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  } finally {
    // After a failure in one lane, the others find no contact left, and end.
    people.return(undefined);
  }
}

async function prepare(api: Api): Promise<void> {
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
