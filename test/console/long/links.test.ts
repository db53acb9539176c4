/** Links with a token behind `#`: they may come from anybody, so they never decide on their own. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.ts';
import { type Desk, onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

/** The token that the tab has, its address, and what its history holds. */
const placeOf = (page: Page): Promise<unknown> =>
  page.evaluate(`({
    token: sessionStorage.getItem('dormouse.token'),
    url: location.href,
    visited: navigation.entries().map(({ url }) => url),
  })`);

/** The user pastes a link to the page that is shown, so that the browser loads nothing. */
const paste = (page: Page, token: string) => page.evaluate(`location.hash = 'token=${token}'`);

async function named(name: string, contact: string): Promise<Desk> {
  const desk = await stage().desk();
  await desk.client.post('settings.json', { name });
  await desk.client.post('contacts.json', { name: contact });
  return desk;
}

describe.skipIf(NO_BROWSER)('A link with a token', () => {
  it('names the workspace and the role before it opens them, and leaves nothing in the address or the history', async () => {
    const { client, open } = await named('Kigali Clinic', 'Ann');
    const { token } = await client.post('tokens.json', { role: 'viewer', name: 'Vera' });
    const page = await open({ token: null, path: `/contacts/active?query=ann#token=${token}` });
    const question = page.getByRole('dialog', { name: 'Open this workspace?' });
    await question.getByText('Kigali Clinic').waitFor();
    await question.getByText('Viewer (Vera)').waitFor();
    const url = `${stage().stage.url}/contacts/active?query=ann`;
    expect(await placeOf(page)).toEqual({ token: null, url, visited: [url] });
    await question.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('row', { name: 'Ann' }).waitFor();
    expect(await placeOf(page)).toEqual({ token, url, visited: [url] });
  });

  it('is not opened by who does not want it, nor kept', async () => {
    const { token, open } = await stage().desk();
    const page = await open({ token: null, path: `/groups#token=${token}` });
    await page.getByRole('button', { name: 'Do not open' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByLabel('API token').waitFor();
    await page.reload();
    await page.getByLabel('API token').waitFor();
    expect(await placeOf(page)).toMatchObject({ token: null });
  });

  it('does not replace a session without a question, when only the # changes either; a namesake is told apart', async () => {
    const ours = await named('Kigali Clinic', 'Ann');
    const theirs = await named('Kigali Clinic', 'Mallory');
    const page = await ours.open();
    await page.getByRole('row', { name: 'Ann' }).waitFor();
    const before = await placeOf(page);
    await paste(page, theirs.token);
    const question = page.getByRole('dialog', { name: 'Leave this workspace for another one?' });
    await question.getByText('It is another workspace, although both have the same name.').waitFor();
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('row', { name: 'Ann' }).waitFor();
    const after = await placeOf(page);
    expect(after).toMatchObject({ token: ours.token, url: `${stage().stage.url}/contacts/active` });
    expect(JSON.stringify([before, after])).not.toContain(theirs.token);
    await paste(page, theirs.token);
    await question.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('row', { name: 'Mallory' }).waitFor();
    await page.getByRole('row', { name: 'Ann' }).waitFor({ state: 'detached' });
    expect(await placeOf(page)).toMatchObject({ token: theirs.token });
  });

  it('with a token that is not valid says so, and the session goes on', async () => {
    const { token, open } = await named('Kigali Clinic', 'Ann');
    const page = await open();
    await page.getByRole('row', { name: 'Ann' }).waitFor();
    await paste(page, 'nonsense');
    await page.getByRole('dialog').getByText('This link is not, or no longer, valid.').waitFor();
    await page.getByRole('button', { name: 'Stay' }).click();
    await page.getByRole('row', { name: 'Ann' }).waitFor();
    expect(await placeOf(page)).toMatchObject({ token });
  });

  it('that the tab has already asks nothing, and a link without a token changes nothing', async () => {
    const { token, open } = await named('Kigali Clinic', 'Ann');
    const page = await open();
    await page.getByRole('row', { name: 'Ann' }).waitFor();
    for (const again of [token, ` ${token} `, '']) {
      await paste(page, again);
      await page.waitForURL((url) => url.hash === '');
    }
    await page.getByRole('checkbox', { name: 'Select Ann' }).check({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await placeOf(page)).toMatchObject({ token });
  });

  it('gives its session to no tab of another workspace, and a new tab asks which of them is meant', async () => {
    const ours = await named('Kigali Clinic', 'Ann');
    const theirs = await named('Prizes', 'Mallory');
    const page = await ours.open();
    await page.getByRole('row', { name: 'Ann' }).waitFor();
    const lured = await page.context().newPage();
    await lured.goto(`${stage().stage.url}/jobs#token=${theirs.token}`);
    await lured.getByRole('dialog').getByText('Prizes').waitFor();
    await lured.getByRole('button', { name: 'Open', exact: true }).click();
    await lured.getByRole('banner').getByText('Prizes').waitFor();
    const next = await page.context().newPage();
    await next.goto(`${stage().stage.url}/contacts/active`);
    await next.getByRole('button', { name: 'Prizes' }).waitFor();
    await next.getByRole('button', { name: 'Kigali Clinic' }).click();
    await next.getByRole('row', { name: 'Ann' }).waitFor();
    await page.reload();
    await page.getByRole('row', { name: 'Ann' }).waitFor();
  });
});
