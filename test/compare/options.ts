import { parseArgs } from 'node:util';
import { wholeNumber } from '../../scripts/command-line.ts';

export const HELP = `npm run compare -- write [options] <file.jsonl>
npm run compare -- read <peer.jsonl>

Compares this code with TextIt on inputs that nobody wrote down.

write draws inputs (templates with every function, queries with every property, edited requests) and writes each with this code's answer,
a line each. The first line says what the peer must set up: {"seed", "worlds"}. A peer plays the inputs and writes the
same lines with answers of its own. read compares these with this code's answers, prints how many are the same,
documented in docs/compatibility.md, or neither, and ends with exit code 1 when one is neither.

  --seed <number>   which inputs: the same number draws the same ones (1)
  --count <number>  how many, of all kinds together (10000)
  --kind <name>     only one kind: template, query, request
  --help            this text`;

/** Reads the command line; null for help. Throws what to type instead, in one line. */
export function readOptions(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '10000' },
      kind: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const [command, file, ...others] = positionals;
  if ((command !== 'write' && command !== 'read') || file === undefined || others.length > 0)
    throw new Error('Say write or read, and one file. --help shows the options.');
  return {
    command,
    file,
    seed: wholeNumber('seed', values.seed, 0),
    count: wholeNumber('count', values.count, 1),
    kind: values.kind,
  } as const;
}
