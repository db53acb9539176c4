import { beforeAll, expect } from 'vitest';
import type { Client } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

/** A stage for a file of tests that send what code may trip over: no request fails, or shows code. */
export function onHostileStage() {
  const stage = onInProcessStage();
  let client: Client;
  beforeAll(async () => {
    client = await stage().open();
    await client.post('settings.json', { api_rates: { v2: 1_000_000, 'v2.contacts': 1_000_000 } });
  });

  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await client.ask(method, path, body);
    expect(answer.status, `${method} ${path} ${JSON.stringify(body)}`).toBeLessThan(500);
    expect(JSON.stringify(answer.body)).not.toContain('[native code]');
    return answer;
  };
  let flows = 0;
  /** Runs a flow of these actions on a new contact; the contact afterwards. */
  async function run(actions: readonly object[], params?: unknown) {
    const { uuid } = await client.post('contacts.json', { name: 'Ann' });
    const flow = flowWith(`Flow ${flows++}`, 10_000 + flows * 100, actions);
    await client.post('flows.json', flow);
    const start = await client.post('flow_starts.json', {
      flow: flow.uuid,
      contacts: [uuid],
      ...(params !== undefined && { params }),
    });
    await stage().settle();
    const [ended] = (await client.get(`flow_starts.json?uuid=${start.uuid}`)).results;
    expect(ended).toMatchObject({ status: 'completed' });
    return (await client.get(`contacts.json?uuid=${uuid}`)).results[0];
  }
  const nameOf = async (template: string, params?: unknown) =>
    (await run([{ type: 'set_contact_name', name: template }], params)).name;

  return { stage, client: () => client, ask, run, nameOf };
}
