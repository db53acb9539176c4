/** Works of the whole service whose processor time is measured: what `npm run bench -- profile` measures. */
import { openClient, prepare, sideBySide } from '../../test/support/api/client.ts';
import { populate } from './population.ts';
import { type Running, untilDone } from './running.ts';

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

/** Changes a person again, whose turn it is. */
async function changes(running: Running): Promise<(one: number) => Promise<void>> {
  const all = await people(running);
  const { url, token } = running.service;
  return async (one) => {
    const language = one % (2 * PEOPLE) < PEOPLE ? 'fra' : 'eng';
    const path = `${url}/api/v2/contacts.json?uuid=${all[one % PEOPLE]?.uuid}`;
    await post(path, { authorization: `Token ${token}` }, { language });
  };
}

/** Milliseconds of each of so many changes, one after the other, sorted. */
export async function timesOfChanges(running: Running, count: number): Promise<number[]> {
  const change = await changes(running);
  const times: number[] = [];
  for (let one = 0; one < count; one += 1) {
    const begun = performance.now();
    await change(one);
    times.push(performance.now() - begun);
  }
  return times.sort((some, other) => some - other);
}

export const WORKS: readonly Work[] = [
  { name: 'status in bulk', unit: 'contact', prepare: statusOf },
  {
    name: 'flow start',
    unit: 'contact',
    async prepare({ data, workspace, archive }, count) {
      const group = await populate(data, workspace, count);
      return async () => void (await archive(group));
    },
  },
  {
    name: 'a change of one contact, 8 at a time',
    unit: 'request',
    async prepare(running, count) {
      const change = await changes(running);
      const each = Array.from({ length: count }, (_, one) => one);
      return async () => void (await sideBySide(each, change, LANES));
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
