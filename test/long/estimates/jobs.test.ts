import { test } from 'vitest';
import cases from '../../cases/estimates/jobs.json' with { type: 'json' };
import { type Client, prepare } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import { importFiles } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { expectToHold, type Json, measure } from './measure.ts';
import { fileOf, type People } from './people.ts';

interface Case {
  readonly name: string;
  readonly anon?: boolean;
  readonly smart?: boolean;
  readonly people: People;
  readonly before?: readonly Json[];
  readonly job: Json;
}

const stage = onInProcessStage();

/** What the names in a case stand for. */
type Names = Map<string, unknown>;

function filled(value: Json, names: Names): Json {
  if (typeof value === 'string' && /^\{.+\}$/.test(value)) return names.get(value.slice(1, -1)) ?? value;
  if (Array.isArray(value)) return value.map((one) => filled(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, names)]));
}

async function open({ anon, smart, people }: Case): Promise<{ client: Client; names: Names }> {
  const client = await stage().open();
  await prepare(client);
  if (anon) await client.post('settings.json', { anon: true });
  const names: Names = new Map();
  names.set('Target', (await client.post('groups.json', { name: 'Target' })).uuid);
  names.set('Age', (await client.post('fields.json', { name: 'Age', type: 'number' })).key);
  if (smart) await client.post('groups.json', { name: 'Old', query: 'age > 40' });
  for (const [number, [name, actions]] of Object.entries(cases.flows).entries()) {
    const flow = flowWith(name, 1_000 * (number + 1), filled(actions, names));
    await client.post('flows.json', flow);
    names.set(name, flow.uuid);
  }
  const { job } = await importFiles(stage(), client, [fileOf(people)]);
  names.set('last', job.uuid);
  return { client, names };
}

/** Asks for a job, as a preview; returns its uuid. */
async function ask(client: Client, given: Json, names: Names): Promise<string> {
  const { undo, ...body } = filled(given, names);
  if (undo) return (await client.post(`jobs.json?uuid=${undo}`, { action: 'undo', preview: true })).uuid;
  return (await client.post('jobs.json', { selection: { folder: 'active' }, ...body, preview: true })).uuid;
}

test.each(cases.cases as readonly Case[])('$name', async (given) => {
  const { client, names } = await open(given);
  for (const step of given.before ?? []) {
    const { job } = await measure(stage(), client, () => ask(client, step, names));
    if (!names.has('first')) names.set('first', job.uuid);
    names.set('last', job.uuid);
  }
  expectToHold(await measure(stage(), client, () => ask(client, given.job, names)));
});
