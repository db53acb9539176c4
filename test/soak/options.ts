import { parseArgs } from 'node:util';
import { wholeNumber } from '../../scripts/command-line.ts';
import type { Soak } from './index.ts';

export const HELP = `npm run soak -- [options]

Plays a programme of editors, machines and people with the whole service on this machine while messages are delivered twice and late,
functions are killed, tables are throttled and slow, indexes lag, and runner and engine are killed with kill -9. Then a day passes, and
everything in the tables has to agree with itself, with what was acknowledged, and with what searches find. Ends with a table, and with exit
code 1 when anything did not.

  --seeds <number>     how many programmes (10)
  --first <number>     seed of the first (1); the others follow
  --seed <number>      only this one, to repeat it; several, each by its own --seed, are played at the same time
  --contacts <number>  how many contacts each begins with (2000)
  --acts <number>      what is done with them: requests, jobs, deletions (a fifth of the contacts, 100 at least)
  --editors <number>   how many do so at the same time (8)
  --together <number>  how many seeds share a service, each in a workspace of its own (4)
  --minutes <number>   begins no further seed after so many minutes (no limit)
  --help               this text`;

/** Starts, kills and nights are most of a small programme's time, and these share them. */
const TOGETHER = 4;
const FEWEST_ACTS = 100;
const CONTACTS_AN_ACT = 5;

/** Reads the command line; null for help. Throws what to type instead, in one line. */
export function readOptions(args: readonly string[]): Soak | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '10' },
      first: { type: 'string', default: '1' },
      seed: { type: 'string', multiple: true },
      contacts: { type: 'string', default: '2000' },
      acts: { type: 'string' },
      editors: { type: 'string', default: '8' },
      together: { type: 'string' },
      minutes: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const [first, count] = [wholeNumber('first', values.first, 0), wholeNumber('seeds', values.seeds, 1)];
  const named = values.seed?.map((seed) => wholeNumber('seed', seed, 0));
  const contacts = wholeNumber('contacts', values.contacts, 1);
  return {
    seeds: named ?? Array.from({ length: count }, (_, index) => first + index),
    contacts,
    acts:
      values.acts === undefined
        ? Math.max(FEWEST_ACTS, Math.round(contacts / CONTACTS_AN_ACT))
        : wholeNumber('acts', values.acts, 1),
    editors: wholeNumber('editors', values.editors, 1),
    together: values.together === undefined ? (named?.length ?? TOGETHER) : wholeNumber('together', values.together, 1),
    minutes: values.minutes === undefined ? Number.POSITIVE_INFINITY : wholeNumber('minutes', values.minutes, 1),
  };
}
