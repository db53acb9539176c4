import type { Page } from 'playwright-core';

/** A file of text, to be chosen. */
export const csvFile = (name: string, ...lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
});

/** Waits for a step of the wizard. */
export const heading = (page: Page, step: string) =>
  page.getByRole('heading', { level: 1, name: step, exact: true }).waitFor();

export const next = (page: Page, name = 'Next') => page.getByRole('button', { name, exact: true }).click();

/** Chooses files on the first step, and waits until they were read. */
export async function begin(page: Page, ...files: readonly ReturnType<typeof csvFile>[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles([...files]);
  await page
    .getByText(files[0]?.name ?? '')
    .first()
    .waitFor();
  await next(page);
  await page.waitForURL(/imports\/[0-9a-f-]{36}/);
  await page.locator('#content').getByText('Reading the files').waitFor({ state: 'hidden' });
}

/** Chooses what a column becomes. */
export async function becomes(page: Page, column: string, target: string): Promise<void> {
  await page.getByRole('button', { name: `What ${column} becomes` }).click();
  await page.getByRole('option', { name: target, exact: true }).click();
}

/** Answers that nobody in the files refuses messages, and goes on to the columns. */
export async function nobodyRefuses(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'None of these' }).check();
  await next(page);
  await heading(page, 'Columns');
}
