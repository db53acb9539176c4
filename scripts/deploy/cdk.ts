import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** The stack of `cdk bootstrap`. */
const TOOLKIT = 'CDKToolkit';

/** Whether CDK has what it needs in this account and region: AWS says ValidationError of a stack that is not there. */
export const isBootstrapped = (client: CloudFormationClient): Promise<boolean> =>
  client.send(new DescribeStacksCommand({ StackName: TOOLKIT })).then(
    () => true,
    (error: Error) => {
      if (error.name === 'ValidationError') return false;
      throw error;
    },
  );

/** Runs CDK, which speaks for itself. Throws when it fails. */
export async function runCdk(args: readonly string[]): Promise<void> {
  const [code] = await once(spawn('cdk', args, { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error(`cdk ${args[0]} failed, as shown above. Run the same command to go on from there.`);
}
