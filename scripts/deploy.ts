/**
 * `npm run deploy -- <options of cdk deploy>`: finds how many functions the account runs at once, and deploys what
 * fits. With `--app <directory>` it deploys an assembly that was made before, once it has seen that it fits.
 */
import { spawn } from 'node:child_process';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { stageOf } from '../infra/deployment.ts';
import { runCommand } from './command-line.ts';
import { boundsOf, cdkArguments, readArguments, refuseWhatDoesNotFit } from './deploy/assembly.ts';
import { accountLimit } from './deploy/limits.ts';

await runCommand(async () => {
  const given = readArguments(process.argv.slice(2));
  const stack = `DormouseService${stageOf(given.stage).suffix}`;
  const clients = {
    lambda: new LambdaClient({}),
    quotas: new ServiceQuotasClient({}),
    cloudFormation: new CloudFormationClient({}),
  };
  const account = given.concurrency ?? (await accountLimit(clients, stack, (line) => console.error(line)));
  if (given.assembly !== null) refuseWhatDoesNotFit(boundsOf(given.assembly, stack), account, given.stage);
  const cdk = spawn('cdk', cdkArguments(given, account), { stdio: 'inherit' });
  process.exitCode = await new Promise<number>((resolve, reject) => {
    cdk.once('error', reject);
    cdk.once('exit', (code) => resolve(code ?? 1));
  });
});
