/**
 * How much slower a workspace is beside a loud one: `npm run bench -- neighbours [--contacts 3000]`. Four
 * clients of the loud one ask without a pause; the quiet one asks one thing at a time, alone and beside them in turn.
 */
import { createWorkspace } from '../shared/data/workspace/index.ts';
import { instant } from '../shared/domain/instant.ts';
import { type ApiAnswer, call } from '../test/support/api/api.ts';
import type { Service } from '../test/support/service.ts';
import { populate } from './support/population.ts';
import { startRunning } from './support/running.ts';
import { table } from './support/table.ts';

/** Without the checks of tests, which would take the processor from what is measured. */
type Api = (method: string, path: string, body?: unknown) => Promise<ApiAnswer>;
type Requests = Readonly<Record<string, (api: Api) => Promise<unknown>>>;

const LOUD_CLIENTS = 4;
const ROUNDS = 4;
/** Times that the quiet one asks for each thing in a round. */
const ASKED = 12;
/** After this the loud one has begun. */
const BEGUN_MS = 500;

const REFUSED = 'sort=no_such_field';

const LOUD: Requests = {
  facets: (api) => api('GET', 'facets.json'),
  lists: (api) => api('GET', 'contacts.json'),
  searches: (api) => api('GET', 'contacts.json?query=name%20~%20contact%20AND%20age%20%3E%2040'),
  simulations: (api) => api('POST', 'policy_simulations.json', { stages: [{ do: 'tell', days: 90 }] }),
  exports: exportAll,
  refusals: (api) => api('GET', `contacts.json?${REFUSED}`),
};

const QUIET: Requests = {
  list: (api) => api('GET', 'contacts.json?limit=50'),
  save: (api) => api('POST', 'contacts.json', { name: 'Somebody' }),
  search: (api) => api('GET', 'contacts.json?query=age%20%3E%2040'),
};

async function exportAll(api: Api): Promise<void> {
  const asked = { type: 'export', format: 'csv', columns: ['uuid', 'name'], selection: { query: 'age >= 0' } };
  const { body: job } = await api('POST', 'jobs.json', asked);
  for (let status = job.status; !['completed', 'failed', 'cancelled', undefined].includes(status); )
    status = (await api('GET', `jobs.json?uuid=${job.uuid}`)).body.results[0].status;
}

const apiOf =
  (service: Service, token: string): Api =>
  async (method, path, body) => {
    const headers = { authorization: `Token ${token}` };
    const answer = await call(service, `${service.url}/api/v2/${path}`, { method, body, headers });
    if (answer.status >= 400 && !path.endsWith(REFUSED)) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer;
  };

/** Milliseconds, by what was asked. */
type Times = Map<string, number[]>;

async function addTimes(times: Times, quiet: Api): Promise<void> {
  for (let asked = 0; asked < ASKED; asked++)
    for (const [name, ask] of Object.entries(QUIET)) {
      const begun = performance.now();
      await ask(quiet);
      times.set(name, [...(times.get(name) ?? []), performance.now() - begun]);
    }
}

/** The middle one of some numbers. */
function median(numbers: readonly number[] = []): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Runs `work` while all clients of the loud workspace ask again and again. */
async function beside(loud: Api, ask: (api: Api) => Promise<unknown>, work: () => Promise<void>): Promise<void> {
  let isOver = false;
  const client = async () => {
    while (!isOver) await ask(loud);
  };
  const clients = Array.from({ length: LOUD_CLIENTS }, client);
  await new Promise((resolve) => setTimeout(resolve, BEGUN_MS));
  try {
    await work();
  } finally {
    isOver = true;
    await Promise.all(clients);
  }
}

/** A table of medians, alone and beside, in milliseconds, and how many times as long the second is. */
export async function measureNeighbours(contacts: number): Promise<string> {
  const { service, data, workspace } = await startRunning();
  const rows: string[][] = [];
  try {
    const other = await createWorkspace(data, { name: 'Quiet', now: instant(Date.now() * 1000) });
    const loud = apiOf(service, service.token);
    const quiet = apiOf(service, other.token);
    for (const one of [workspace, other.workspace]) await populate(data, one, contacts);
    for (const api of [loud, quiet]) {
      // On a slow machine an export is looked at more often than an hour allows.
      await api('POST', 'settings.json', { api_rates: { v2: 1_000_000, 'v2.contacts': 1_000_000 } });
      await api('POST', 'fields.json', { label: 'Age', value_type: 'numeric' });
    }
    await service.idle(600);
    await addTimes(new Map(), quiet);
    for (const [loudly, ask] of Object.entries(LOUD)) {
      const alone: Times = new Map();
      const together: Times = new Map();
      for (let round = 0; round < ROUNDS; round++) {
        await addTimes(alone, quiet);
        await beside(loud, ask, () => addTimes(together, quiet));
        await service.idle(600);
      }
      for (const name of Object.keys(QUIET)) {
        const before = median(alone.get(name));
        const after = median(together.get(name));
        rows.push([loudly, name, ...[before, after, after / before].map((number) => number.toFixed(1))]);
      }
      console.error(rows.slice(-3).join('\n'));
    }
  } finally {
    await service.stop();
  }
  return `## Neighbours\n\n${table([['loud', 'quiet', 'alone, ms', 'beside, ms', 'times'], ...rows])}`;
}
