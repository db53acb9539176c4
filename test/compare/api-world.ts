/** Plays requests on the API in process, each in the same small workspace: a new one after whatever may change it. */
import { type Client, prepare } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import type { Json } from '../support/cases/case.ts';
import { filled } from '../support/cases/names.ts';
import { engines, startEngine } from '../support/engines/engines.ts';
import { stageOf } from '../support/in-process/clients.ts';
import { openInProcess } from '../support/in-process/service.ts';

/** What a client sends. `{contact}` stands for a thing of the world by its name. */
export interface SentRequest {
  readonly method: string;
  /** `contacts.json` */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: Json;
}

export const FLOW = flowWith('Archive', 1_000, [{ type: 'set_contact_language', language: 'kin' }]);

/** What a peer does by its own API, in this order; `as` names the uuid of the answer, or the key. */
export const STEPS: readonly { readonly as: string; readonly path: string; readonly body: object }[] = [
  { as: 'group', path: 'groups.json', body: { name: 'Reporters' } },
  { as: 'spareGroup', path: 'groups.json', body: { name: 'Spare' } },
  { as: 'field', path: 'fields.json', body: { name: 'Joined', type: 'text' } },
  { as: 'contact', path: 'contacts.json', body: { name: 'Ann', urns: ['tel:+250788000001'], groups: ['Reporters'] } },
  { as: 'archived', path: 'contacts.json', body: { name: 'Bob', urns: ['tel:+250788000002'] } },
];

/** Names of the rows that are of nothing in this world. */
const NOTHING = '5b6c7d8e-0000-4000-8000-00000000fffe';
const UNNAMED = ['start', 'token', 'message'].map((name) => [name, NOTHING] as const);

interface World {
  readonly client: Client;
  readonly names: ReadonlyMap<string, string>;
}

let opened: ReturnType<typeof open> | undefined;
let world: World | null = null;

async function open() {
  const [engine] = engines;
  if (!engine) throw new Error('No DynamoDB engine: see infra/local/README.md.');
  const running = await startEngine(engine);
  return { running, stage: stageOf(await openInProcess(running)) };
}

async function furnish(): Promise<World> {
  opened ??= open();
  const client = await (await opened).stage.open();
  await prepare(client);
  // TextIt deletes at any status.
  await client.post('settings.json', { delete_any_status: true });
  await client.post('flows.json', FLOW);
  const names = new Map<string, string>([...UNNAMED, ['flow', String(FLOW.uuid)]]);
  for (const { as, path, body } of STEPS) {
    const made = await client.post(path, body);
    names.set(as, String(made.uuid ?? made.key));
  }
  return { client, names };
}

/** The answer, with names in place of uuids and times, which differ from world to world. */
export async function playRequest({ method, path, query, body }: SentRequest) {
  world ??= await furnish();
  const { client, names } = world;
  const sent = filled({ query, body: body ?? null }, new Map(names)) as { query: Record<string, string>; body: Json };
  const search = new URLSearchParams(sent.query).toString();
  const { status, body: said } = await client.ask(
    method,
    search === '' ? path : `${path}?${search}`,
    body === undefined ? undefined : JSON.stringify(sent.body),
  );
  if (method !== 'GET' && status < 400) world = null;
  return { status, body: said === null ? null : JSON.parse(bare(JSON.stringify(said), names)) };
}

function bare(text: string, names: ReadonlyMap<string, string>): string {
  const named = [...names].reduce((rest, [name, value]) => rest.replaceAll(`"${value}"`, `"{${name}}"`), text);
  return named
    .replaceAll(/(?!5b6c7d8e)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"<time>"')
    .replaceAll(/"id":\d+/g, '"id":0');
}

/** Stops the engine, so that the process can end. */
export async function closeWorld(): Promise<void> {
  if (opened !== undefined) await (await opened).running.stop();
  opened = undefined;
  world = null;
}
