/** `npm run import -- --help` says what it does. */
import { pullPaceOf } from '../shared/domain/imports/textit/pull.ts';
import { type Api, openApi } from './api.ts';
import { runCommand } from './command-line.ts';
import { planAssets } from './import/assets.ts';
import { checkSwitch } from './import/check-switch.ts';
import { compareSides } from './import/compare.ts';
import { HELP, OPTIONS, readOptions } from './import/options.ts';
import { pullFrom } from './import/pull.ts';
import { returnChanges } from './import/return.ts';
import { runImport } from './import/send.ts';
import { readSides } from './import/sides.ts';

type Options = ReturnType<typeof readOptions>;

const say = (line: string) => console.log(line);

await runCommand({ help: HELP, words: 1, options: OPTIONS }, async (values, words) => {
  const options = readOptions(values, words);
  const onLimit = (where: string) => (seconds: number) => say(`waiting ${seconds} s for the rate limit of ${where}`);
  const source = openApi(options.host, options.token, {
    onLimit: onLimit(options.host),
    advice: 'check the address of --host, and that this machine can reach it.',
    pace: pullPaceOf(options),
  });
  const target = openApi(options.to, options.toToken, {
    onLimit: onLimit(options.to),
    advice: 'npm start runs one, --to names another.',
  });
  await (options.command === 'textit' ? bring(source, target, options) : compare(source, target, options));
});

async function bring(source: Api, target: Api, options: Options): Promise<void> {
  const { missing, bring } = await planAssets(source, target, say);
  if (missing > 0 && !options.make)
    return say('Nothing is made yet. --make makes them and previews the contacts; --run also imports the contacts.');
  await bring();
  const uuid = await pullFrom(target, options, say);
  if (uuid === null) return say('No contact has changed since the last time.');
  await runImport(target, uuid, { run: options.run, say });
  if (!options.run) say('No contact is changed yet: --run imports them.');
}

async function compare(source: Api, target: Api, options: Options): Promise<void> {
  const { command, dataDir, host } = options;
  const sides = await readSides(source, target, dataDir, say);
  if (command === 'return') return returnChanges(sides, options, say);
  const ready = compareSides(sides, say);
  if (command === 'switch') await checkSwitch(target, host, ready, say);
  if (!ready) process.exitCode = 1;
}
