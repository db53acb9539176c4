/** `npm start`: synthesises the CDK app and runs that assembly on this machine. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openData } from '../../shared/data/dynamo/index.ts';
import { createWorkspace } from '../../shared/data/workspace/index.ts';
import { instant } from '../../shared/domain/instant.ts';
import { lockDataDir } from './data-dir.ts';
import { tableNames } from './names.ts';
import { assertFree } from './ports.ts';
import { type Runner, startRunner } from './runner.ts';
import { readSettings, type Settings } from './settings.ts';
import { firstToken } from './token.ts';

const say = (line: string) => console.error(line);

/** Synthesises into the data directory, so that two runners never share an assembly, unless one is given that is there already. */
async function assemblyOf({ assembly, dataDir }: Settings): Promise<string> {
  if (assembly !== null) {
    if (!existsSync(join(assembly, 'manifest.json')))
      throw new Error(`ASSEMBLY: there is no assembly in ${assembly}. npm run synth makes one in cdk.out.`);
    return assembly;
  }
  // Loading CDK takes longer than starting everything else.
  const { buildApp } = await import('../app.ts');
  const outdir = join(dataDir, 'cdk.out');
  rmSync(outdir, { recursive: true, force: true });
  return buildApp({ outdir, skipChecks: true }).synth().directory;
}

/** Makes the first workspace, or finds it by its token. The data layer finds the engine as the functions do: by the SDK's environment. */
async function ensureWorkspace({ model, services }: Runner, token: string): Promise<void> {
  Object.assign(process.env, services.sdkEnvironment);
  const { contacts = '', workspace = '' } = tableNames(model);
  const data = openData({
    contactsTable: contacts,
    workspaceTable: workspace,
    hmacKey: () => Promise.reject(new Error('A workspace has no addresses to hash.')),
  });
  await createWorkspace(data, { name: 'Dormouse', now: instant(Date.now() * 1000), token });
  data.documents.destroy();
}

async function run(settings: Settings): Promise<Runner> {
  await assertFree(settings.port);
  const lock = lockDataDir(settings.dataDir);
  const starting = assemblyOf(settings).then((assembly) => startRunner(assembly, settings, say));
  const runner = await starting.catch((error: unknown) => {
    lock.release();
    throw error;
  });
  const { pid } = runner.services.engine;
  if (pid !== undefined) lock.noteEngine(pid);
  const stop = async () => {
    await runner.stop();
    lock.release();
  };
  const token = firstToken(settings.token, settings.dataDir);
  await ensureWorkspace(runner, token).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  console.log(`ready ${runner.url} token ${token}`);
  return { ...runner, stop };
}

const forget = ({ temporary, dataDir }: Settings) => temporary && rmSync(dataDir, { recursive: true, force: true });

/** The functions' time zone is UTC, as on Lambda; worker threads share the process's. */
process.env['TZ'] = 'UTC';

const told = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  // Tests start it over an IPC channel, so that it does not outlive a test run that is killed.
  process.once('disconnect', () => resolve());
});
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  try {
    const runner = await run(settings);
    await told;
    await runner.stop();
  } finally {
    forget(settings);
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
