/** `npm run record-data -- --help` says what it does. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApi } from '../../scripts/api.ts';
import { runCommand } from '../../scripts/command-line.ts';
import { playPeople } from './people.ts';
import { checkOut, startRelease } from './release.ts';
import { dump } from './tables.ts';

const HELP = `npm run record-data -- <commit> [--checkout <folder>]
  Records what a release stores, for tests that open it with the code of today: checks the commit out, runs its service, makes people of every
  kind through its API, and writes the people and both tables to test/cases/data/<commit>.jsonl.gz.

  --checkout <folder>   a folder that has the commit and its packages already`;

const CASES = join(import.meta.dirname, '../cases/data');

await runCommand({ help: HELP, words: 1, options: { checkout: { type: 'string' } } }, async (values, [commit]) => {
  if (commit === undefined) throw new Error('Name the commit. --help shows how.');
  const folder = values.checkout ?? (await checkOut(commit));
  const release = await startRelease(folder);
  try {
    const story = await playPeople(openApi(release.url, release.token), release);
    const recorded = { on: new Date().toISOString(), key: release.key, ...story };
    writeFileSync(join(CASES, `${commit}.jsonl.gz`), await dump(release.info, recorded));
    console.log(`${story.people.length} people in test/cases/data/${commit}.jsonl.gz`);
  } finally {
    await release.stop();
  }
});
