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
