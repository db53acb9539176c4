import { type ParseArgsConfig, parseArgs } from 'node:util';

/** An error in one line. Connection errors often have only a code. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = '' } = error as NodeJS.ErrnoException;
  const [line = ''] = error.message.split('\n');
  // `parseArgs` adds advice that does not help here.
  if (code.startsWith('ERR_PARSE_ARGS')) return `${line.replace(/\.( .*)?$/, '')}. --help shows the options.`;
  return line || code || error.name;
}

/**
 * Runs a command with its options, which are null when help is asked for. An error is printed as one line on stderr,
 * and the exit code is 1.
 */
export async function runWith<Options>(
  help: string,
  readOptions: (args: readonly string[], env: NodeJS.ProcessEnv) => Options | null,
  command: (options: Options) => unknown,
): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    await (options === null ? console.log(help) : command(options));
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;
export type ValuesOf<Given extends Options> = ReturnType<typeof parseArgs<{ options: Given }>>['values'];
type Helped = { readonly help?: boolean };

/** Runs a command with the values of its options, and with at most so many words beside them. */
export const runCommand = <const Given extends Options>(
  { help, words = 0, ...taken }: { readonly help: string; readonly words?: number; readonly options: Given },
  command: (values: ValuesOf<Given>, words: readonly string[]) => unknown,
): Promise<void> =>
  runWith(
    help,
    (args) => {
      const options = { ...taken.options, help: { type: 'boolean' } } as const;
      const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
      if ((values as Helped).help) return null;
      const excess = positionals[words];
      if (excess !== undefined)
        throw new Error(`"${excess}" is one argument too many: put a name with spaces in quotes.`);
      return { values: values as ValuesOf<Given>, words: positionals };
    },
    (given) => command(given.values, given.words),
  );

/** Reads a whole number; throws what to type instead. */
export function wholeNumber(option: string, given: string, least: number): number {
  const number = Number(given);
  if (given.trim() === '' || !Number.isSafeInteger(number) || number < least)
    throw new Error(`--${option} takes a whole number from ${least} on, not "${given}".`);
  return number;
}

/** Reads an address, without its path; throws what to type instead. */
export function originOf(option: string, given = '', example = 'http://127.0.0.1:8080'): string {
  if (!/^https?:/.test(given) || !URL.canParse(given))
    throw new Error(`--${option} takes an address such as ${example}, not "${given}".`);
  return new URL(given).origin;
}
