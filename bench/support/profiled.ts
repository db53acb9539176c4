/** Works of the whole service whose processor time is measured: what `npm run bench -- profile` measures. */
import { randomUUID } from 'node:crypto';
import { openClient, prepare, sideBySide } from '../../test/support/api/client.ts';
import { flowWith } from '../../test/support/api/flows.ts';
import { populate } from './population.ts';
import type { Running } from './running.ts';

/** Of one kind of work: how many were done. */
export interface Work {
  readonly name: string;
  readonly unit: string;
  /** Makes what it works on; what is returned does it, and ends when everything has followed. */
  prepare(running: Running, count: number): Promise<() => Promise<void>>;
}

const LANES = 8;

async function statusOf({ service, data, workspace }: Running, count: number) {
  const group = await populate(data, workspace, count);
  // Otherwise a job over more than a thousand needs a preview.
  await service.api('POST', 'settings.json', { confirm_above: count });
  return async () => {
    const { body } = await service.api('POST', 'jobs.json', {
      type: 'set_status',
      status: 'archived',
      selection: { groups: [group] },
    });
    await untilDone(service, `jobs.json?uuid=${body.uuid}`);
  };
}

async function untilDone({ api }: Running['service'], path: string): Promise<void> {
  for (;;) {
    const [job] = (await api('GET', path)).body.results;
    if (job.status === 'completed') return;
    if (job.status === 'failed') throw new Error(`The job failed: ${JSON.stringify(job)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Fifty people with addresses, again and again. */
const PEOPLE = 50;
let made = 0;

async function people({ service }: Running): Promise<{ readonly uuid: string; readonly number: string }[]> {
  made += 1;
  await prepare(openClient(service));
  const numbers = Array.from({ length: PEOPLE }, (_, one) => `+25078${made}${String(one).padStart(6, '0')}`);
  return sideBySide(numbers, async (number) => {
    const { body } = await service.api('POST', 'contacts.json', { name: 'Ann', urns: [`tel:${number}`] });
    return { uuid: body.uuid, number };
  });
}

export const WORKS: readonly Work[] = [
  { name: 'status in bulk', unit: 'contact', prepare: statusOf },
  {
    name: 'flow start',
    unit: 'contact',
    async prepare({ service, data, workspace }, count) {
      const flow = flowWith(`Archive ${randomUUID()}`, 1_000, [{ type: 'set_contact_status', status: 'archived' }]);
      const own = { ...flow, uuid: randomUUID() };
      await service.api('POST', 'flows.json', own);
      const group = await populate(data, workspace, count);
      return async () => {
        const { body } = await service.api('POST', 'flow_starts.json', { flow: own.uuid, groups: [group] });
        await untilDone(service, `flow_starts.json?uuid=${body.uuid}`);
      };
    },
  },
  {
    name: 'a change of one contact, 8 at a time',
    unit: 'request',
    async prepare(running, count) {
      const all = await people(running);
      return async () => {
        const each = Array.from({ length: count }, (_, one) => one);
        await sideBySide(
          each,
          async (one) => {
            const language = one % (2 * PEOPLE) < PEOPLE ? 'fra' : 'eng';
            const path = `${running.service.url}/api/v2/contacts.json?uuid=${all[one % PEOPLE]?.uuid}`;
            await post(path, { authorization: `Token ${running.service.token}` }, { language });
          },
          LANES,
        );
      };
    },
  },
  {
    name: 'incoming messages, 8 at a time',
    unit: 'message',
    async prepare(running, count) {
      const { service } = running;
      const all = await people(running);
      const { body } = await service.api('POST', 'channels.json', { kind: 'external', public_url: service.url });
      return async () => {
        const each = Array.from({ length: count }, (_, one) => one);
        await sideBySide(
          each,
          async (one) => {
            const from = encodeURIComponent(all[one % PEOPLE]?.number ?? '');
            await post(`${body.address}/receive?from=${from}&text=Hello%20${one}`, {});
          },
          LANES,
        );
      };
    },
  },
];

async function post(url: string, headers: Record<string, string>, body?: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  await answer.text();
  if (answer.status >= 300) throw new Error(`${url} answered ${answer.status}`);
}
