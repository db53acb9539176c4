/** Values that parsers trip over, in each place that reads texts of its own kind: they are answered, and quickly. */
import { expect, it } from 'vitest';
import hostile from '../cases/security/hostile.json' with { type: 'json' };
import { flowWith } from '../support/api/flows.ts';
import { onHostileStage } from './hostile-stage.ts';

const { client, ask, nameOf } = onHostileStage();
const repeated = (rows: readonly unknown[][]): readonly string[] =>
  rows.map(([text, times]) => String(text).repeat(Number(times)));
const TEXTS = repeated(hostile.texts);
const TEMPLATES = repeated(hostile.templates);
/** Longer ones do not fit into a URL of API Gateway. */
const PARAMETERS = [...TEXTS.filter((text) => text.length < 8_000).map(encodeURIComponent), ...hostile.parameters];

const BODIES: Readonly<Record<string, (value: string) => readonly [path: string, body: string]>> = {
  'a contact’s name': (value) => ['contacts.json', `{"name":${value}}`],
  'a contact’s URN': (value) => ['contacts.json', `{"urns":[${value}]}`],
  'a contact’s time': (value) => ['contacts.json', `{"created_on":${value}}`],
  'a query of a job': (value) => ['jobs.json', `{"type":"archive","selection":{"query":${value}}}`],
  'a message': (value) => ['events.json', `{"type":"msg_received","urn":"tel:+250788000001","text":${value}}`],
  'a flow’s name': (value) => ['flows.json', `{"name":${value},"nodes":[]}`],
  'a whole body': (value) => ['contact_actions.json', value],
};
const VALUES = [...TEXTS.map((text) => JSON.stringify(text)), ...hostile.json];

/** Processor time that one request may take, in microseconds. */
const QUICK = 2_000_000;

async function quickly(work: () => Promise<unknown>, about: string): Promise<void> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  expect(user + system, about).toBeLessThan(QUICK);
}

it.each(Object.entries(BODIES))('%s', async (_, bodyOf) => {
  for (const [path, body] of VALUES.map(bodyOf)) await quickly(() => ask('POST', path, body), body.slice(0, 200));
});

it.each(['contacts.json?query', 'contacts.json?urn', 'contacts.json?cursor', 'contacts.json?after', 'runs.json?flow'])(
  '%s=',
  async (place) => {
    for (const text of PARAMETERS) await quickly(() => ask('GET', `${place}=${text}`), text.slice(0, 200));
  },
);

it('a body that is no JSON is refused', async () => {
  for (const body of hostile.bodies) expect((await client().ask('POST', 'contacts.json', body)).status, body).toBe(400);
});

it('a template is refused, or ends no job', async () => {
  for (const template of TEMPLATES)
    await quickly(
      async () => {
        const flow = flowWith('Hostile', 900_000, [{ type: 'set_contact_name', name: template }]);
        if ((await ask('POST', 'flows.json', flow)).status < 300) await nameOf(template);
      },
      template.slice(0, 200),
    );
});
