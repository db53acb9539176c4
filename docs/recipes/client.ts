// People, a job that is looked at first, a file out and a file in: node client.ts
import { Dormouse, Refusal } from '@dormouse/client';

const { DORMOUSE_URL: url = 'http://127.0.0.1:8080', DORMOUSE_TOKEN: token = '' } = process.env;
const dormouse = new Dormouse({ url, token });

const group = await dormouse.post('groups', { name: 'Mothers' });
for (const [name, urn] of [
  ['Ann', 'tel:+250788123401'],
  ['Eve', 'tel:+250788123402'],
  ['Joy', 'tel:+250788123403'],
] as const)
  await dormouse.post('contacts', { name, urns: [urn], groups: ['Mothers'] });

// Every page of a list.
const names: (string | null | undefined)[] = [];
for await (const { name } of dormouse.each('contacts', { group: 'Mothers', limit: 2 })) names.push(name);
console.log(names.sort().join(' '));

// What is refused has a code.
const refusal = await dormouse.post('groups', { name: '' }).catch((error) => error);
if (refusal instanceof Refusal) console.log(refusal.status, refusal.codes.join(' '));

// A file of them.
const selection = { groups: [group.uuid] };
const file = await dormouse.job({ type: 'export', format: 'csv', selection });
await file.end();
console.log((await (await file.download()).text()).trim().split('\n').length);

// Archive them, after a look at how many they are.
const job = await dormouse.job({ type: 'set_status', status: 'archived', selection, preview: true });
const { total } = await job.preview();
await job.run();
for await (const { status } of job.progress()) if (status === 'completed') console.log(total, status);

// Bring in the people of a file, after a look as well.
const people = await dormouse.upload({ 'people.csv': 'Phone,Name\n+250788123404,Zoe\n' }, { refusals: 'none' });
const { job: preview } = await dormouse.post('imports', { action: 'preview' }, { uuid: people.uuid });
const brought = await dormouse.job(preview?.uuid ?? '');
await brought.run();
console.log((await brought.end()).people?.created.contacts);
