import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** A run that failed everywhere is not repeated test by test. */
const SHOWN = 20;
/** Variables that decide which cases a property tries, and on which engines. */
const DECISIVE = ['CI', 'NIGHT', 'RUNS', 'SEED', 'SLICE'] as const;

/** Ends a run that failed with the commands that repeat what failed, and names what passed at the second try only. */
export default class Repeat implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const name of modules.flatMap(flakyIn)) console.log(`Passed at the second try only: ${name}`);
    const commands = modules.flatMap((module) => commandsOf(failureOf(module), process.env));
    if (commands.length === 0) return;
    const more = commands.length > SHOWN ? [`… and ${commands.length - SHOWN} more`] : [];
    console.log(['', 'To repeat what failed:', ...commands.slice(0, SHOWN), ...more].join('\n'));
  }
}

const flakyIn = (module: TestModule): string[] =>
  [...module.children.allTests('passed')].filter((test) => test.diagnostic()?.flaky).map((test) => test.fullName);

interface Failure {
  /** From the project's root. */
  readonly file: string;
  /** Full names of the tests that failed. */
  readonly tests: readonly string[];
  /** A hook failed, or the file did not load. */
  readonly broken: boolean;
}

function failureOf(module: TestModule): Failure {
  return {
    file: relative(process.cwd(), module.moduleId),
    tests: [...module.children.allTests('failed')].map(({ fullName }) => fullName),
    broken: module.state() === 'failed',
  };
}

/** One command for each failed test, or one for a file that failed outside its tests. */
export function commandsOf({ file, tests, broken }: Failure, env: NodeJS.ProcessEnv): string[] {
  const set = DECISIVE.flatMap((name) => (env[name] ? [`${name}=${env[name]}`] : []));
  const command = [...set, 'npx vitest run', file].join(' ');
  if (tests.length > 0) return tests.map((name) => `${command} -t ${quoted(`^${literally(name)}$`)}`);
  return broken ? [command] : [];
}

/** As part of a regular expression, which `-t` takes. */
const literally = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** For a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
