/** The help article's second story: a group is sent through a flow that archives, and all of them are deleted. */
import { describe, expect, it } from 'vitest';
import { createPeople } from '../../support/api/client.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

describe.skipIf(NO_BROWSER)('A group through a flow', () => {
  it('a flow of three clicks archives a group, and everybody in Archived is deleted', async () => {
    const { client, open } = await stage().desk();
    const { uuid: group } = await client.post('groups.json', { name: 'Quiet ones' });
    await createPeople(client, 4, { first: 500, groups: [group] });
    await createPeople(client, 1, { first: 510 });
    await stage().stage.settle();
    const page = await open({ path: '/flows' });
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByRole('button', { name: 'Make the flow' }).click();
    await page.getByRole('heading', { name: 'Archive whoever enters' }).waitFor();
    await page.getByText('Set status to Archived').waitFor();
    await page.getByRole('link', { name: 'Quiet ones' }).click();
    await page.getByRole('heading', { name: 'Quiet ones (4)' }).waitFor();
    await page.getByRole('button', { name: 'Whole group' }).click();
    await page.getByRole('menuitem', { name: 'Start in a flow' }).click();
    const sheet = page.getByRole('dialog', { name: 'Start in a flow' });
    await sheet.getByRole('button', { name: /^Flow/ }).click();
    await page.getByRole('option', { name: 'Archive whoever enters' }).click();
    await sheet.getByText(/^Send 4 people.* through the flow “.*”/).waitFor();
    await sheet.getByRole('button', { name: 'Start 4' }).click();
    await page.getByRole('heading', { name: 'Quiet ones (0)' }).waitFor();
    await page.getByRole('link', { name: 'Flows', exact: true }).click();
    await page.getByRole('link', { name: 'Archive whoever enters' }).click();
    await page.getByText('4 contacts', { exact: true }).waitFor();
    await page.getByText('The numbers are of the last start').waitFor();
    await page.getByRole('link', { name: 'Archived' }).click();
    await page.getByRole('heading', { name: 'Archived (4)' }).waitFor();
    await page.getByRole('button', { name: 'Delete all' }).click();
    const deletion = page.getByRole('dialog', { name: 'Delete' });
    await deletion.getByLabel('To confirm, type the number 4').fill('4');
    await deletion.getByRole('button', { name: 'Delete 4' }).click();
    await page.getByText('Nobody is archived.').waitFor();
    await stage().stage.settle();
    expect((await client.get('counts.json')).folders).toMatchObject({ active: 1, archived: 0, deleted: 4 });
  });
});
