/** The recipe for Google Sheets runs as it is, on stand-ins for the three services of Google that it calls. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createPeople } from '../../support/api/client.ts';
import { joinJourney, openProgramme } from '../stage.ts';

const RECIPE = readFileSync('docs/recipes/sheet.gs', 'utf8');

it('fills a sheet with all pages of a query, and no name becomes a formula', async () => {
  const service = await joinJourney();
  const { client, token } = await openProgramme(service);
  await createPeople(client, 260, { first: 791_000 });
  await client.post('contacts.json', { name: '=1+1', urns: ['tel:+250788000999'] });
  await service.idle();

  const filled: string[][][] = [];
  const range = { setValues: (rows: string[][]) => filled.push(rows) };
  const sheet = { clearContents: () => filled.splice(0), getRange: () => range };
  const sent = { DORMOUSE_URL: service.url, DORMOUSE_TOKEN: token };
  const google = createContext({
    PropertiesService: { getScriptProperties: () => ({ getProperties: () => sent }) },
    UrlFetchApp: {
      fetch: (url: string, { headers }: { headers: { Authorization: string } }) => ({
        getContentText: () =>
          execFileSync('curl', ['-sf', '-H', `Authorization: ${headers.Authorization}`, url], { encoding: 'utf8' }),
      }),
    },
    SpreadsheetApp: { getActiveSheet: () => sheet },
  });
  runInContext(`${RECIPE.replace(/QUERY = '.*'/, "QUERY = 'created_on > 2000-01-01'")}\nfillSheet();`, google);

  expect(filled).toHaveLength(1);
  expect(filled[0]).toHaveLength(262);
  expect(filled[0]?.filter(([, name]) => name === "'=1+1")).toMatchObject([
    [expect.any(String), "'=1+1", "'tel:+250788000999", "'"],
  ]);
  await service.stop();
});
