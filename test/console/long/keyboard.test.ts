/** The help article's second story by the keyboard only; the first is in adverse-conditions.test.ts. */
import { describe, expect, it } from 'vitest';
import { createPeople } from '../../support/api/client.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { press, tabTo } from '../support/keyboard.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

describe.skipIf(NO_BROWSER)('By the keyboard only', () => {
  it('a flow is made, a group is sent through it, and everybody in Archived is deleted', async () => {
    const { client, open } = await stage().desk();
    const { uuid: group } = await client.post('groups.json', { name: 'Quiet ones' });
    await createPeople(client, 3, { first: 500, groups: [group] });
    await stage().stage.settle();
    const page = await open({ path: '/' });
    await page.getByRole('heading', { name: 'Your list' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await press(page, page.getByRole('button', { name: 'New flow' }));
    await press(page, page.getByRole('button', { name: 'Make the flow' }));
    await page.getByText('Set status to Archived').waitFor();
    await press(page, page.getByRole('link', { name: 'Quiet ones' }), 'Shift+Tab');
    await page.getByRole('heading', { name: 'Quiet ones (3)' }).waitFor();
    await press(page, page.getByRole('button', { name: 'Whole group' }));
    await tabTo(page, page.getByRole('menuitem', { name: 'Start in a flow' }), 'ArrowDown');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Start in a flow' });
    await press(page, sheet.getByRole('button', { name: /^Flow/ }));
    await page.getByRole('option', { name: 'Archive whoever enters' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await sheet.getByText(/^Send 3 people.* through the flow “.*”/).waitFor();
    await press(page, sheet.getByRole('button', { name: 'Start 3' }));
    await page.getByRole('heading', { name: 'Quiet ones (0)' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'Archived (3)' }).waitFor();
    await press(page, page.getByRole('button', { name: 'Delete all' }));
    const deletion = page.getByRole('dialog', { name: 'Delete' });
    await tabTo(page, deletion.getByLabel('To confirm, type the number 3'));
    await page.keyboard.type('3');
    await deletion.getByRole('button', { name: 'Delete 3', disabled: false }).waitFor();
    await press(page, deletion.getByRole('button', { name: 'Delete 3' }));
    await page.getByText('Nobody is archived.').waitFor();
    await stage().stage.settle();
    expect((await client.get('counts.json')).folders).toMatchObject({ active: 0, archived: 0, deleted: 3 });
  });
});
