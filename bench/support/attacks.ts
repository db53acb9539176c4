import { strToU8, zipSync } from 'fflate';
import { type Client, createPeople, phone } from '../../test/support/api/client.ts';

/** The two workspaces of one service, and what stands outside it. */
export interface Street {
  readonly url: string;
  readonly attacker: Client;
  readonly victim: Client;
  /** An address that takes connections and never answers. */
  readonly silent: string;
}

/** Goes on until the signal; ends when nothing of it is under way in this process. */
export type Attack = (street: Street, signal: AbortSignal) => Promise<void>;

const LANES = 4;
const DEAD_WEBHOOKS = 10;
const CROWD = 300;

/** Does it again and again in lanes. What is refused is part of it. */
const again = async (once: (nth: number) => Promise<unknown>, signal: AbortSignal, lanes = LANES): Promise<void> => {
  let nth = 0;
  const lane = async () => {
    while (!signal.aborted) await once(nth++).catch(() => {});
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};

/** Two kilobytes that a careless pattern reads for minutes. */
const HOSTILE = zipSync({
  '[Content_Types].xml': strToU8('<Types/>'),
  'xl/workbook.xml': strToU8('<sheet '.repeat(170_000)),
});

const files: Attack = ({ attacker }, signal) =>
  again(
    async () => {
      const { uuid, uploads } = await attacker.post('imports.json', { name: 'Files', files: [{ name: 'a.xlsx' }] });
      const form = new FormData();
      for (const [name, value] of Object.entries<string>(uploads[0].fields)) form.append(name, value);
      form.append('file', new Blob([HOSTILE]), 'a.xlsx');
      await fetch(uploads[0].url, { method: 'POST', body: form });
      await attacker.post(`imports.json?uuid=${uuid}`, { action: 'preview' });
      await new Promise((resolve) => setTimeout(resolve, 500));
    },
    signal,
    1,
  );

const webhooks: Attack = async ({ attacker, silent }, signal) => {
  const [contact] = await createPeople(attacker, 1);
  for (let one = 0; one < DEAD_WEBHOOKS; one++)
    await attacker.post('webhooks.json', { url: `${silent}${one}`, events: ['contact.changed'] });
  await again((nth) => attacker.post(`contacts.json?uuid=${contact}`, { name: `Name ${nth}` }), signal, 1);
  for (const { uuid } of (await attacker.get('webhooks.json')).results)
    await attacker.ask('DELETE', `webhooks.json?uuid=${uuid}`);
};

const requests: Attack = ({ attacker }, signal) => again(() => attacker.get('contacts.json'), signal);

const messages: Attack = async ({ attacker, url }, signal) => {
  const { address } = await attacker.post('channels.json', { kind: 'external', public_url: url });
  await again((nth) => fetch(`${address}/receive?from=0788${String(nth % 1e6).padStart(6, '0')}&text=${nth}`), signal);
};

const jobs: Attack = async ({ attacker }, signal) => {
  const numbers = Array.from({ length: CROWD }, (_, nth) => phone(nth + 5_000));
  const contacts: string[] = [];
  for (const urn of numbers) contacts.push((await attacker.post('contacts.json', { urns: [urn] })).uuid);
  await again(
    (nth) =>
      attacker.post('jobs.json', {
        type: 'set_status',
        status: nth % 2 ? 'active' : 'archived',
        selection: { contacts },
      }),
    signal,
    1,
  );
};

/** What A does, by the head of its column. */
export const ATTACKS = {
  'hostile files': files,
  'silent webhooks': webhooks,
  'requests in 4 lanes': requests,
  'messages in 4 lanes': messages,
  'job after job': jobs,
} as const satisfies Record<string, Attack>;
