/** `npm run import -- --help` says what it does. */
import { openApi } from './api.ts';
import { runWith } from './command-line.ts';
import { planAssets } from './import/assets.ts';
import { compareSides } from './import/compare.ts';
import { HELP, readOptions } from './import/options.ts';
import { pullFrom } from './import/pull.ts';
import { returnChanges } from './import/return.ts';
import { runImport } from './import/send.ts';

await runWith(HELP, readOptions, async (options) => {
  const waiting = (where: string) => (seconds: number) =>
    console.log(`waiting ${seconds} s for the rate limit of ${where}`);
  const elsewhere = 'look at the address of --host, and whether this machine reaches it.';
  const source = openApi(options.host, options.token, waiting(options.host), elsewhere);
  const target = openApi(options.to, options.toToken, waiting(options.to), 'npm start runs one, --to names another.');
  const say = (line: string) => console.log(line);
  if (options.command === 'compare') {
    const ready = await compareSides(source, target, options.dataDir, say);
    if (!ready) process.exitCode = 1;
    return;
  }
  if (options.command === 'return') return returnChanges(source, target, options, say);
  const { missing, bring } = await planAssets(source, target, say);
  if (missing > 0 && !options.make)
    return say('Nothing is made yet. --make makes them and previews the contacts; --run also imports the contacts.');
  await bring();
  const uuid = await pullFrom(target, options, say);
  if (uuid === null) return say('Nobody has changed since the last time.');
  await runImport(target, uuid, { run: options.run, say });
  if (!options.run) say('No contact is changed yet: --run imports them.');
});
