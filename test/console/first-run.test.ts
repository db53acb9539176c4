/** What is shown when there is nobody yet, and when the service is not there. */
import { describe, expect, it } from 'vitest';
import { createPeople } from '../support/api/client.ts';
import { NO_BROWSER } from './support/chromium.ts';
import { onConsoleStage } from './support/stage.ts';

const stage = onConsoleStage();

describe.skipIf(NO_BROWSER)('A workspace without anybody', () => {
  it('offers an import, invitations, and a sample programme, which says by every name that it is one', async () => {
    const { client, open } = await stage().desk();
    const page = await open();
    await page.getByRole('button', { name: 'New import' }).waitFor();
    await page.getByRole('button', { name: 'Invite somebody' }).waitFor();
    await page.getByRole('button', { name: 'For programmers' }).click();
    await page.getByText('/api/v2/contacts.json -H').waitFor();
    await page.getByRole('button', { name: 'Make the sample programme' }).click();
    await page.getByRole('row', { name: 'Aline Uwase (sample)' }).first().waitFor();
    await page.getByText('The sample programme is there.').first().waitFor();
    await stage().stage.settle();
    const { folders } = await client.get('counts.json');
    expect(folders).toMatchObject({ active: 20, archived: 2, stopped: 1, blocked: 1 });
    const { results: groups } = await client.get('groups.json');
    expect(groups.map(({ name, count }: { name: string; count: number }) => [name, count])).toEqual(
      expect.arrayContaining([
        ['Sample programme', 20],
        ['Sample mothers', 10],
        ['Sample farmers', 10],
        ['Sample quiet for half a year', 3],
      ]),
    );
  });

  it('says to viewers who brings people in and what they may do, and offers them nothing', async () => {
    const { client, open } = await stage().desk();
    const { token } = await client.post('tokens.json', { role: 'viewer', name: 'Eve' });
    const page = await open({ token });
    await page.getByText('An administrator brings people in').waitFor();
    await page.getByText('looks at contacts, groups, policies and jobs').waitFor();
    expect(await page.getByRole('button', { name: 'New import' }).count()).toBe(0);
  });
});

describe.skipIf(NO_BROWSER)('Without the service', () => {
  it('what was read stays, a notice says why nothing moves, and trying again finds out when that is over', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 1, { first: 800 });
    const page = await open();
    await page.getByRole('row', { name: 'Person 800' }).waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'hidden' });
    await page.route('**/api/**', (route) => route.abort());
    await page.getByText('The service does not answer.').waitFor();
    await page.getByRole('row', { name: 'Person 800' }).waitFor();
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The service does not answer.').waitFor({ state: 'hidden' });
  });
});
