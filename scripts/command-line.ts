/** An error in one line. Connection errors often have only a code. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = '' } = error as NodeJS.ErrnoException;
  const [line = ''] = error.message.split('\n');
  // `parseArgs` adds advice that does not help here.
  if (code.startsWith('ERR_PARSE_ARGS')) return `${line.replace(/\.( .*)?$/, '')}. --help shows the options.`;
  return line || code || error.name;
}

/** Runs a command. An error is printed as one line on stderr, and the exit code is 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}

/** Runs a command with its options, which are null when help is asked for. */
export const runWith = <Options>(
  help: string,
  readOptions: (args: readonly string[], env: NodeJS.ProcessEnv) => Options | null,
  command: (options: Options) => Promise<unknown>,
): Promise<void> =>
  runCommand(async () => {
    const options = readOptions(process.argv.slice(2), process.env);
    await (options === null ? console.log(help) : command(options));
  });

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
