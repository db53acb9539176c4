import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keptAssembly } from '../../../../infra/local/assembly/assembly-cache.ts';
import { processesWith } from '../../../support/leftovers.ts';

/** The whole group is signalled, as a terminal does it; npm passes SIGINT and SIGTERM on, so Node gets those twice. */
const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  try {
    process.kill(-(child.pid ?? 0), signal);
  } catch {
    // It has ended already.
  }
};

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dormouse-stop-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Starts a program as the leader of a group of its own; resolves at the first line that starts with `line`. */
async function startUntil(line: string, command: string, args: readonly string[], env: Record<string, string>) {
  const child = spawn(command, args, {
    detached: true,
    env: { ...process.env, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code);
  await new Promise<void>((resolve) => {
    for (const input of [child.stdout, child.stderr])
      createInterface(input).on('line', (text) => text.startsWith(line) && resolve());
    void ended.then(() => resolve());
  });
  return { child, ended };
}

const startNpm = async (line: string, script = 'start') =>
  startUntil(line, 'npm', ['run', script], { PORT: '0', ASSEMBLY: await keptAssembly() });

const nothingLeft = () => expect.poll(() => processesWith(dataDir), { timeout: 60_000 }).toEqual([]);

describe('npm start leaves nothing behind', () => {
  test.each([
    { signals: ['SIGINT'], code: 0 },
    { signals: ['SIGTERM'], code: 0 },
    // The service may have stopped before the last of these: npm, on its way out, then ends by that signal itself.
    { signals: ['SIGINT', 'SIGINT', 'SIGINT'], code: null },
    { signals: ['SIGTERM', 'SIGINT', 'SIGTERM'], code: null },
    // npm does not wait after these signals: it may end before the service does.
    { signals: ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGINT'], code: null },
    { signals: ['SIGHUP', 'SIGHUP'], code: null },
    { signals: ['SIGQUIT'], code: null },
    { signals: ['SIGINT', 'SIGKILL'], code: null },
    { signals: ['SIGKILL'], code: null },
  ] as const)('after $signals to its group', async ({ signals, code }) => {
    const { child, ended } = await startNpm('ready ');
    expect(processesWith(dataDir).length).toBeGreaterThanOrEqual(3);
    for (const signal of signals) {
      signalGroup(child, signal);
      await sleep(20);
    }
    expect([0, code]).toContain(await ended);
    await nothingLeft();
  });

  test.each(['starting the database', 'creating tables', 'starting functions', 'looking up'])(
    'when it is signalled in the middle of its start: "%s"',
    async (stage) => {
      const { child, ended } = await startNpm(stage);
      signalGroup(child, 'SIGINT');
      signalGroup(child, 'SIGTERM');
      expect(await ended).toBe(0);
      await nothingLeft();
    },
  );

  test.each([['SIGINT'], ['SIGTERM', 'SIGINT']] as const)('nor does npm run dev, after %s', async (...signals) => {
    const { child, ended } = await startNpm('console ', 'dev');
    for (const signal of signals) signalGroup(child, signal);
    expect(await ended).toBe(0);
    await nothingLeft();
  });

  test.each([
    ['start', 'ready '],
    ['dev', 'console '],
  ])('after npm alone was killed that ran %s', async (script, line) => {
    const { child, ended } = await startNpm(line, script);
    child.kill('SIGKILL');
    await ended;
    await nothingLeft();
  });
});

test.each(['SIGINT', 'SIGKILL'] as const)(
  'a synthesis that %s interrupts leaves no assembly and no process',
  async (signal) => {
    const [kept, stop] = ['assembly/kept.ts', 'stop.ts'].map((name) =>
      join(import.meta.dirname, '../../../../infra/local', name),
    );
    const program = `
    import { keptAssembly } from '${kept}';
    import { stopRequest } from '${stop}';
    await keptAssembly({ store: process.env.DATA_DIR, signal: stopRequest(), onBuild: () => console.log('building') });`;
    const { child, ended } = await startUntil('building', process.execPath, ['--input-type=module', '-e', program], {});
    await sleep(200);
    signalGroup(child, signal);
    expect(await ended).not.toBe(0);
    await nothingLeft();
    if (signal === 'SIGINT') expect(readdirSync(dataDir)).toEqual([]);
  },
);
