/** `npm run rehearse -- <accident>`: plays a chapter of docs/runbook.md on this machine, and checks the result. */
import { fullWorkspace } from '../test/long/checker/workspace.ts';
import { engines, startEngine } from '../test/support/engines/engines.ts';
import { stageOf } from '../test/support/in-process/clients.ts';
import { openInProcess } from '../test/support/in-process/service.ts';
import { startService } from '../test/support/service.ts';
import { runCommand } from './command-line.ts';
import { ACCIDENTS } from './rehearse/accidents.ts';
import { badRelease } from './rehearse/bad-release.ts';

type Play = () => Promise<string[]>;

const plays: Readonly<Record<string, Play>> = {
  ...Object.fromEntries(Object.entries(ACCIDENTS).map(([name, accident]) => [name, () => inProcess(accident)])),
  'bad-release': async () => {
    const service = await startService();
    try {
      return await badRelease(service, console.log);
    } finally {
      await service.stop();
    }
  },
};

async function inProcess(accident: (typeof ACCIDENTS)[keyof typeof ACCIDENTS]): Promise<string[]> {
  const [first] = engines;
  if (first === undefined) throw new Error('No DynamoDB engine: see infra/local/README.md.');
  const engine = await startEngine(first);
  try {
    const stage = stageOf(await openInProcess(engine));
    return await accident({ engine, stage, client: await fullWorkspace(stage), say: console.log });
  } finally {
    await engine.stop();
  }
}

await runCommand(async () => {
  const [name = ''] = process.argv.slice(2);
  const play = plays[name];
  if (play === undefined) throw new Error(`Name one of ${Object.keys(plays).join(', ')}.`);
  const began = Date.now();
  const problems = await play();
  for (const problem of problems) console.error(`PROBLEM ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`everything agrees, after ${Math.round((Date.now() - began) / 1_000)} seconds`);
});
