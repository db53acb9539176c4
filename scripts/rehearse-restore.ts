/** `npm run rehearse-restore`: rehearses a restore of the tables to a point in time, and checks the result. */
import { fullWorkspace } from '../test/long/checker/workspace.ts';
import { engines, startEngine } from '../test/support/engines/engines.ts';
import { runCommand } from './command-line.ts';
import { rehearse } from './rehearse/rehearsal.ts';

await runCommand(async () => {
  const [engine] = engines;
  if (engine === undefined) throw new Error('No DynamoDB engine: see infra/local/README.md.');
  const running = await startEngine(engine);
  try {
    const { steps, problems } = await rehearse(running, fullWorkspace);
    for (const step of steps) console.log(step);
    for (const problem of problems) console.error(`PROBLEM ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
    else console.log('everything agrees');
  } finally {
    await running.stop();
  }
});
