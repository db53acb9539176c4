/** Every screen of the console, and what has to be there so that each has something to show. */
import type { Page } from 'playwright-core';
import { type Client, createPeople } from '../../support/api/client.ts';
import { ARCHIVING_FLOW } from '../../support/api/flows.ts';

/** No two that come after each other have the same heading, by which it is seen that one is there. */
export const SCREENS: readonly (readonly [path: string, heading: RegExp])[] = [
  ['/contacts/active', /^Active/],
  ['/', /^Your list/],
  ['/settings', /^Settings/],
  ['/groups', /^Groups/],
  ['/settings/opt-outs', /^Settings/],
  ['/flows', /^Flows/],
  ['/settings/webhooks', /^Settings/],
  [`/flows/${ARCHIVING_FLOW.uuid}`, /^Archive them/],
  ['/settings/channels', /^Settings/],
  ['/dormancy', /^Dormancy/],
  ['/policies', /^Policies/],
  ['/policies/POLICY', /^Rest/],
  ['/settings/tokens', /^Settings/],
  ['/jobs', /^Jobs/],
  ['/audit-log', /^Audit log/],
  ['/jobs/JOB', /^Block/],
  ['/contact/PERSON', /^Person 0/],
  ['/settings/people', /^Settings/],
  ['/imports', /^Imports/],
  ['/imports/new', /^Files/],
  ['/imports/ASKING', /^Who wants/],
  ['/imports/IMPORT?step=columns', /^Columns/],
  ['/imports/IMPORT?step=problems', /^Problems/],
  ['/imports/IMPORT?step=confirm', /^Confirm/],
  ['/imports/IMPORT?step=files', /^Files/],
  ['/suppressions', /^Suppressions/],
  ['/erasures', /^Erasures/],
  ['/nowhere', /^There is nothing/],
];

/** What stands in the addresses of screens for things that have an id. */
export type Places = Readonly<Record<'ASKING' | 'IMPORT' | 'JOB' | 'PERSON' | 'POLICY', string>>;

export const placeOf = (path: string, places: Places): string =>
  Object.entries(places).reduce((place, [name, uuid]) => place.replace(name, uuid), path);

/** Makes one of everything that has a screen of its own. Jobs may still run. */
export async function furnish(client: Client): Promise<Places> {
  const [person = ''] = await createPeople(client, 3);
  await client.post('fields.json', { name: 'Age', type: 'number' });
  await client.post('groups.json', { name: 'Quiet ones', query: 'age > 3' });
  await client.post('flows.json', ARCHIVING_FLOW);
  const job = await client.post('jobs.json', {
    ...{ type: 'set_status', status: 'blocked', selection: { contacts: [person] } },
  });
  const policy = await client.post('policies.json', { name: 'Rest', stages: [{ do: 'tell', days: 90 }] });
  return {
    PERSON: person,
    JOB: job.uuid,
    POLICY: policy.uuid,
    IMPORT: await previewed(client, 'Phone,Town\n+250788000099,Huye\nnone,Huye\n+250788000098,Huye', {
      refusals: 'none',
    }),
    ASKING: await previewed(client, 'Phone,SMS consent,Visit\n+250788000099,no,13/04/2024\n+250788000098,maybe,\n'),
  };
}

/** Opens an address like a link, without loading the page anew. */
export const goTo = (page: Page, place: string): Promise<void> =>
  page.evaluate(`history.pushState(null, '', ${JSON.stringify(place)})`);

/** An import that waits to be run. */
async function previewed(client: Client, rows: string, said: object = {}): Promise<string> {
  const { uuid, uploads } = await client.post('imports.json', { name: 'Spring', files: [{ name: 'people.csv' }] });
  const form = new FormData();
  for (const [name, value] of Object.entries<string>(uploads[0].fields)) form.append(name, value);
  form.append('file', new Blob([rows]));
  await fetch(uploads[0].url, { method: 'POST', body: form });
  await client.post(`imports.json?uuid=${uuid}`, { action: 'preview', ...said });
  return uuid;
}
