import { existsSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { messageOf } from '../../scripts/command-line.ts';
import { FormError, type FormProblem, openData } from '../../shared/data/dynamo/index.ts';
import { createWorkspace } from '../../shared/data/workspace/index.ts';
import { instant } from '../../shared/domain/instant.ts';
import { keptAssembly } from './assembly/assembly-cache.ts';
import { builtConsole, latestConsole } from './console/build.ts';
import { createSite } from './console/site.ts';
import { lockDataDir } from './data-dir.ts';
import { tableNames } from './names.ts';
import { assertFree } from './ports.ts';
import { type Additions, type Progress, type Runner, startRunner } from './runner.ts';
import { readSettings, type Settings } from './settings.ts';
import { aborted } from './stop.ts';
import { firstToken } from './token.ts';
import { HELP, readArguments, tryFile } from './try-file.ts';

/** A longer stop has failed; what still runs is then killed. */
const STOP_WITHIN_MS = 30_000;

const say = (line: string) => console.error(line);

/** The directory of the assembly to run: the named one, or that of the sources. */
async function assemblyOf({ assembly }: Settings, stopping: AbortSignal, { stage }: Progress): Promise<string> {
  if (assembly === null) {
    const onBuild = () => stage('building the assembly: its sources are new or have changed');
    return keptAssembly({ signal: stopping, onBuild });
  }
  if (!existsSync(join(assembly, 'manifest.json')))
    throw new Error(`ASSEMBLY: there is no assembly in ${assembly}. npm run synth makes one in cdk.out.`);
  return assembly;
}

const inAnotherTerminal = (command: string): string =>
  `Run \`npm run ${command}\` in another terminal while this one runs, with the same PORT.`;
const WHAT_TO_RUN: Readonly<Record<FormProblem['code'], string>> = {
  earlier_form: `The data in DATA_DIR was written by an earlier release. ${inAnotherTerminal('migrate')}`,
  later_form: 'The data in DATA_DIR was written by a later release. Stop this one, and start that one.',
  addresses_unowned: `Contacts in DATA_DIR do not own their addresses. ${inAnotherTerminal('workspace -- repair <workspace>')}`,
};
const UNTIL_THEN = 'Until then all requests are refused (docs/runbook.md, "Data of an earlier form").';

/** Makes the first workspace, or finds it by its token, in the engine of the environment, as in functions. */
async function ensureWorkspace({ model, services }: Runner, token: string): Promise<void> {
  Object.assign(process.env, services.sdkEnvironment);
  const { contacts = '', workspace = '' } = tableNames(model);
  const data = openData({
    contactsTable: contacts,
    workspaceTable: workspace,
    hmacKey: null,
  });
  try {
    await createWorkspace(data, { name: 'Dormouse', now: instant(Date.now() * 1000), token });
  } catch (error) {
    // The service runs all the same: it refuses requests, and `npm run migrate` finds it.
    if (!(error instanceof FormError)) throw error;
    say(`${WHAT_TO_RUN[error.problem.code]} ${UNTIL_THEN}`);
  } finally {
    data.documents.destroy();
  }
}

async function run(settings: Settings, stopping: AbortSignal, given: ReturnType<typeof readArguments>): Promise<void> {
  const stage = (name: string) => {
    stopping.throwIfAborted();
    say(name);
  };
  if (given.dev && settings.console !== null)
    throw new Error('--dev shows the console of its sources, which only a checkout of the repository has.');
  const progress = { say, stage };
  const assembly = await assemblyOf(settings, stopping, progress);
  const beside = given.dev ? await development(assembly) : builtConsoleOf(settings, stopping);
  const runner = await startRunner(assembly, settings, progress, beside.additions);
  try {
    stage('looking up the first workspace');
    const token = firstToken(settings.token, settings.dataDir);
    await ensureWorkspace(runner, token);
    console.log(`ready ${runner.url} token ${token}`);
    // The service is ready without the console, which prints its own line.
    if (await beside.open(runner.api)) console.log(`console ${runner.origin}/#token=${token}`);
    if (given.try !== undefined) console.log(`try ${await tryFile(given.try, runner, token)}`);
    await aborted(stopping);
    say('stopping');
  } finally {
    await beside.stop?.();
    await runner.stop();
  }
}

/** The console beside the service. */
interface Beside {
  readonly additions: Partial<Additions>;
  /** False where there is no console to show. */
  open(api: Server): Promise<boolean>;
  stop?(): Promise<void>;
}

/** Loads the compilers, which `npm start` does not need. */
const development = async (assembly: string): Promise<Beside> =>
  (await import('./dev/development.ts')).startDevelopment(assembly, say);

function builtConsoleOf(settings: Settings, stopping: AbortSignal): Beside {
  let site = settings.console ?? latestConsole();
  return {
    additions: { siteOf: (files) => createSite(() => site, files) },
    async open() {
      site = await consoleOf(settings, stopping);
      return site !== null;
    },
  };
}

/** The given console's directory, that of the sources, or the latest if it cannot be built or an assembly is given. */
async function consoleOf({ assembly, console }: Settings, stopping: AbortSignal): Promise<string | null> {
  if (console !== null) return console;
  if (assembly !== null) return latestConsole();
  try {
    const onBuild = () => say('building the console: its sources are new or have changed');
    return await builtConsole({ signal: stopping, onBuild });
  } catch (error) {
    stopping.throwIfAborted();
    say(error instanceof Error ? error.message : String(error));
    return latestConsole();
  }
}

async function runAlone(stopping: AbortSignal, args: readonly string[]): Promise<void> {
  const given = readArguments(args);
  if (given.help) return console.log(HELP);
  const settings = readSettings({
    ...process.env,
    ...(given['as-aws'] && { AS_AWS: 'on' }),
    // Nothing of it is kept, and nobody is told. Channels only receive.
    ...(given.try !== undefined && { DATA_DIR: ':memory:', SENDS_NOTHING: 'on' }),
  });
  const { port, host, dataDir, temporary } = settings;
  if (temporary) process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  await assertFree(port, host);
  const lock = lockDataDir(dataDir);
  try {
    await run(settings, stopping, given);
  } finally {
    lock.release();
  }
}

/** Starts the service and serves until `stopping` is aborted. Returns 1 with a line on stderr when it could not run. */
export async function serve(stopping: AbortSignal, args: readonly string[]): Promise<0 | 1> {
  stopping.addEventListener('abort', () => setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref());
  try {
    await runAlone(stopping, args);
    return 0;
  } catch (error) {
    if (stopping.aborted && error === stopping.reason) return 0;
    const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    say(isFull ? 'The disk of DATA_DIR is full: make room on it, and start again.' : messageOf(error));
    return 1;
  }
}
