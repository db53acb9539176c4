// Creates a contact and finds it again: node client.ts
import createClient from 'openapi-fetch';
import type { paths } from './dormouse.d.ts';

const client = createClient<paths>({
  baseUrl: process.env['DORMOUSE_URL'] ?? 'http://127.0.0.1:8080',
  headers: { Authorization: `Token ${process.env['DORMOUSE_TOKEN']}` },
});

const urn = 'tel:+250788123401';
const created = await client.POST('/api/v2/contacts.json', { body: { name: 'Ann', urns: [urn] } });
if (!created.data) throw new Error(JSON.stringify(created.error));

const found = await client.GET('/api/v2/contacts.json', { params: { query: { uuid: created.data.uuid } } });
for (const { name, status, urns } of found.data?.results ?? []) console.log(name, status, urns);
