/** `npm run rehearse -- <accident>`: plays a chapter of docs/runbook.md on this machine, and checks the result. */
import { fullWorkspace } from '../test/long/checker/workspace.ts';
import { engines, startEngine } from '../test/support/engines/engines.ts';
import { stageOf } from '../test/support/in-process/clients.ts';
import { openInProcess } from '../test/support/in-process/service.ts';
import { runCommand } from './command-line.ts';
import { ACCIDENTS } from './rehearse/accidents.ts';

await runCommand(async () => {
  const [name = ''] = process.argv.slice(2);
  if (!(name in ACCIDENTS)) throw new Error(`Name one of ${Object.keys(ACCIDENTS).join(', ')}.`);
  const [first] = engines;
  if (first === undefined) throw new Error('No DynamoDB engine: see infra/local/README.md.');
  const engine = await startEngine(first);
  try {
    const stage = stageOf(await openInProcess(engine));
    const began = Date.now();
    const client = await fullWorkspace(stage);
    const problems = await ACCIDENTS[name as keyof typeof ACCIDENTS]({ engine, stage, client, say: console.log });
    for (const problem of problems) console.error(`PROBLEM ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
    else console.log(`everything agrees, after ${Math.round((Date.now() - began) / 1_000)} seconds`);
  } finally {
    await engine.stop();
  }
});
