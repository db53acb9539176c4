/** Patterns of one workspace's flows take linear time, so that nobody else waits for them. */
import { describe, expect, it } from 'vitest';
import cases from '../../cases/security/patterns.json' with { type: 'json' };
import type { Client } from '../../support/api/client.ts';
import { flowWith } from '../../support/api/flows.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
const id = (n: number): string => `5b6c7d8e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const TEXT = `${'a'.repeat(40)}!`;

/** A flow that archives who sent what the pattern matches. */
function routed(pattern: string) {
  const [archives] = flowWith('', 2_000, [{ type: 'set_contact_status', status: 'archived' }]).nodes;
  const [matched, other] = [id(101), id(102)];
  const router = {
    type: 'switch',
    operand: '@trigger.params.text',
    default_category_uuid: other,
    cases: [{ uuid: id(103), type: 'has_pattern', arguments: [pattern], category_uuid: matched }],
    categories: [
      { uuid: matched, name: 'Matched', exit_uuid: id(104) },
      { uuid: other, name: 'Other', exit_uuid: id(105) },
    ],
    result_name: 'Text',
  };
  const exits = [
    { uuid: id(104), destination_uuid: archives?.uuid },
    { uuid: id(105), destination_uuid: null },
  ];
  const flow = flowWith('Pattern', 1_000, []);
  return { ...flow, nodes: [{ uuid: id(100), actions: [], router, exits }, archives] };
}

async function startWith(client: Client, pattern: string, text: string): Promise<string> {
  const { uuid } = await client.post('contacts.json', { name: 'Ann' });
  const flow = await client.post('flows.json', routed(pattern));
  const start = await client.post('flow_starts.json', { flow: flow.uuid, contacts: [uuid], params: { text } });
  return start.uuid;
}

describe('A pattern that takes other engines years', () => {
  it.each(['^((a+))+$', '^(a|a)+$', '^(a+)+$', '.*.*.*.*.*.*x', '^(([a-z])+.)+[A-Z]([a-z])+$', '(a?){40}a{40}b'])(
    '%s: the start is done, and so is the job of another workspace',
    async (pattern) => {
      const [attacker, other] = [await stage().open(), await stage().open()];
      await other.post('contacts.json', { name: 'Bob' });
      for (let start = 0; start < 2; start++) await startWith(attacker, pattern, TEXT);
      const { uuid } = await other.post('jobs.json', {
        type: 'set_status',
        status: 'archived',
        selection: { folder: 'active' },
      });
      await stage().settle();
      expect((await other.get(`jobs.json?uuid=${uuid}`)).results[0]).toMatchObject({ status: 'completed', changed: 1 });
      for (const start of (await attacker.get('flow_starts.json')).results) expect(start.status).toBe('completed');
    },
  );
});

it.each(cases.patterns as unknown as [string, string, boolean][])(
  '%s is read as in TextIt: it matches %s: %j',
  async (pattern, text, matches) => {
    const client = await stage().open();
    await startWith(client, pattern, text);
    await stage().settle();
    expect((await client.get('contacts.json')).results[0].status).toBe(matches ? 'archived' : 'active');
  },
);

it.each(['(?=a)', '(a)\\1', '(?<=a)b', 'a**', '('])('%s is refused at import, by node', async (pattern) => {
  const client = await stage().open();
  const { status, body } = await client.ask('POST', 'flows.json', routed(pattern));
  expect(status).toBe(400);
  expect(body.problems).toEqual([expect.objectContaining({ node: id(100) })]);
});
