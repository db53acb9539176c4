/** What workspace B waits for by the clock, alone and while workspace A does its worst. */
import { createServer } from 'node:http';
import { close, listen } from '../infra/local/ports.ts';
import { type Client, createPeople, openClient, prepare } from '../test/support/api/client.ts';
import { startService } from '../test/support/service.ts';
import { openWorkspaces } from '../test/support/workspaces.ts';
import { ATTACKS, type Attack, type Street } from './support/attacks.ts';
import { LOCAL } from './support/running.ts';
import { oneDigit, table, whole } from './support/table.ts';

const PEOPLE = 20;
const TIMES = 3;
const POLL_MS = 50;
const GIVE_UP_MS = 240_000;

/** What B does; ends when its result is there. */
type Work = (victim: Client, nth: number) => Promise<void>;

const until = async (isThere: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + GIVE_UP_MS;
  while (performance.now() < end && !(await isThere())) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
};

const jobDone = (victim: Client, uuid: string) =>
  until(async () => (await victim.get(`jobs.json?uuid=${uuid}`)).results[0].status === 'completed');

interface Measured {
  readonly work: string;
  readonly alone: number;
  /** Seconds beside each attack. */
  readonly beside: readonly number[];
}

export async function measureNeighbours(): Promise<Measured[]> {
  Object.assign(process.env, LOCAL);
  const service = await startService({ env: { WEBHOOKS_TO_LOOPBACK: 'on' } });
  const told: (() => void)[] = [];
  const receiver = createServer((request, response) => {
    request.resume();
    response.end();
    for (const one of told.splice(0)) one();
  });
  const sockets = createServer(() => {});
  try {
    const open = await openWorkspaces(service);
    const [attacker, victim] = await Promise.all(
      [open(), open()].map(async (one) => openClient(service, (await one).token)),
    );
    if (!attacker || !victim) throw new Error('A workspace is missing');
    for (const client of [attacker, victim]) await prepare(client);
    const street = { url: service.url, attacker, victim, silent: `http://127.0.0.1:${await listen(sockets, 0)}/` };
    const hook = `http://127.0.0.1:${await listen(receiver, 0)}/`;
    const works = await worksOf(victim, street.url, hook, told);
    const alone = await each(works, victim);
    const columns: number[][] = [];
    for (const attack of Object.values(ATTACKS)) columns.push(await besides(attack, street, works));
    return [...works.keys()].map((work, row) => ({
      work,
      alone: alone[row] ?? 0,
      beside: columns.map((column) => column[row] ?? 0),
    }));
  } finally {
    await service.stop();
    await Promise.all([close(receiver), close(sockets)]);
  }
}

async function worksOf(victim: Client, url: string, hook: string, told: (() => void)[]): Promise<Map<string, Work>> {
  const contacts = await createPeople(victim, PEOPLE);
  const { address } = await victim.post('channels.json', { kind: 'external', public_url: url });
  await victim.post('webhooks.json', { url: hook, events: ['contact.changed'] });
  const job = async (body: object) => jobDone(victim, (await victim.post('jobs.json', body)).uuid);
  return new Map<string, Work>([
    [
      'a change of one contact',
      (client, nth) => client.post(`contacts.json?uuid=${contacts[0]}`, { name: `Ann ${nth}` }),
    ],
    [
      'a job of 20 people',
      (_, nth) => job({ type: 'set_status', status: nth % 2 ? 'active' : 'archived', selection: { contacts } }),
    ],
    ['an export', () => job({ type: 'export', format: 'csv', selection: { contacts } })],
    [
      'a STOP that arrives',
      async (client, nth) => {
        const from = `0788999${String(nth).padStart(3, '0')}`;
        await until(async () => (await fetch(`${address}/receive?from=${from}&text=STOP`)).ok);
        const urn = encodeURIComponent(`tel:+25${from}`);
        await until(async () => (await client.get(`contacts.json?urn=${urn}`)).results[0]?.status === 'stopped');
      },
    ],
    [
      'a webhook that is told',
      async (client, nth) => {
        const heard = new Promise<void>((resolve) => told.push(resolve));
        await client.post(`contacts.json?uuid=${contacts[1]}`, { name: `Bob ${nth}` });
        await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, GIVE_UP_MS))]);
      },
    ],
  ]);
}

let nth = 0;

/** The median seconds of each work. */
async function each(works: ReadonlyMap<string, Work>, victim: Client): Promise<number[]> {
  const medians: number[] = [];
  for (const work of works.values()) {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      const begun = performance.now();
      await work(victim, nth++);
      times.push((performance.now() - begun) / 1000);
    }
    medians.push(times.toSorted((one, other) => one - other)[Math.floor(TIMES / 2)] ?? 0);
  }
  return medians;
}

async function besides(attack: Attack, street: Street, works: ReadonlyMap<string, Work>): Promise<number[]> {
  const end = new AbortController();
  const attacking = attack(street, end.signal);
  try {
    return await each(works, street.victim);
  } finally {
    end.abort();
    await attacking;
  }
}

export const neighboursTable = (measured: readonly Measured[]): string => `## Neighbours

\`npm run bench -- neighbours\`: milliseconds that the work of one workspace takes, medians of ${TIMES}, alone and while another does its worst. Promise: at most
twice, in turns and units (\`test/security/neighbours\`). By the clock both share the processors of this one machine, as they do not in AWS.

${table([
  ['', 'alone', ...Object.keys(ATTACKS)],
  ...measured.map(({ work, alone, beside }) => [
    work,
    whole(alone * 1_000),
    ...beside.map((one) => `${whole(one * 1_000)} (${oneDigit(one / alone)} ×)`),
  ]),
])}`;
