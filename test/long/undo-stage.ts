import type { Client } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

interface Programme {
  readonly client: Client;
  readonly farmers: string;
  readonly contacts: readonly string[];
}

/** A stage for a file of tests that take jobs back. */
export function onUndoStage() {
  const stage = onInProcessStage();

  /** Three people in the group Farmers, with a field. */
  async function programme(): Promise<Programme> {
    const client = await stage().open();
    const { uuid: farmers } = await client.post('groups.json', { name: 'Farmers' });
    await client.post('fields.json', { name: 'Crop', type: 'text' });
    const contacts: string[] = [];
    for (const [i, name] of ['Ann', 'Bob', 'Cid'].entries()) {
      const body = { name, urns: [`tel:+25078800000${i}`], groups: [farmers], fields: { crop: 'maize' } };
      contacts.push((await client.post('contacts.json', body)).uuid);
    }
    await stage().service.settle();
    return { client, farmers, contacts };
  }

  async function done(client: Client, path: string, body: object): Promise<Record<string, unknown>> {
    const { uuid } = await client.post(path, body);
    await stage().service.settle();
    return (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
  }

  const undo = (client: Client, job: unknown) => done(client, `jobs.json?uuid=${job}`, { action: 'undo' });
  const contactOf = async (client: Client, uuid: string) => (await client.get(`contacts.json?uuid=${uuid}`)).results[0];
  const outcomesOf = async (client: Client, job: unknown) =>
    (await client.get(`job_contacts.json?job=${job}`)).results.map(
      ({ contact, outcome, reason }: { contact: { name: string }; outcome: string; reason: string }) => [
        contact.name,
        reason ?? outcome,
      ],
    );

  return { stage, programme, done, undo, contactOf, outcomesOf };
}
