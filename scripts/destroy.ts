/** `npm run destroy -- --help` says what it does. */
import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { stageOf } from '../infra/deployment.ts';
import { runCommand } from './command-line.ts';
import { runCdk } from './deploy/cdk.ts';

/** Removes all objects of the buckets of a stack, since CloudFormation deletes no bucket that has some. */
async function emptyBuckets(cloudFormation: CloudFormationClient, s3: S3Client, StackName: string): Promise<void> {
  for await (const { StackResourceSummaries: all = [] } of paginateListStackResources(
    { client: cloudFormation },
    { StackName },
  ))
    for (const { ResourceType: type, PhysicalResourceId: bucket } of all)
      if (type === 'AWS::S3::Bucket' && bucket) await emptyBucket(s3, bucket);
}

async function emptyBucket(client: S3Client, Bucket: string): Promise<void> {
  for await (const { Contents: objects = [] } of paginateListObjectsV2({ client }, { Bucket })) {
    if (objects.length === 0) continue;
    const { Errors: errors = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: objects.map(({ Key }) => ({ Key })), Quiet: true } }),
    );
    if (errors.length > 0)
      throw new Error(`${errors.length} objects of ${Bucket} were not deleted: ${errors[0]?.Code}.`);
  }
}

const HELP = `npm run destroy -- --keep data|nothing [options]

Removes a deployment, except what you tell it to keep.

  --keep data          keeps the tables, the key of addresses and the accounts of people, so that
                       npm run deploy brings the service back; files of exports and imports go
  --keep nothing       keeps nothing: all contacts and opt-outs are lost for ever
  --really <stage>     with --keep nothing: the name of the stage, as a confirmation
  --stage <name>       the stage (production)
  --dry                prints the steps without doing them
  --help               this text`;

const text = { type: 'string' } as const;
const options = {
  keep: text,
  really: text,
  stage: { ...text, default: 'production' },
  dry: { type: 'boolean' },
} as const;

await runCommand({ help: HELP, options }, async ({ keep, really, stage, dry }) => {
  if (keep !== 'data' && keep !== 'nothing') throw new Error('Say what stays: --keep data, or --keep nothing.');
  if (keep === 'nothing' && really !== stage)
    throw new Error(`All contacts and opt-outs of ${stage} are lost for ever: add --really ${stage}, or --keep data.`);
  const all = keep === 'nothing';
  const { suffix } = stageOf(stage);
  const context = ['-c', `stage=${stage}`];
  const service = `DormouseService${suffix}`;
  const discard = ['deploy', '--all', ...context, '-c', 'discard=true', '--require-approval', 'never'];
  const destroy = ['destroy', ...(all ? ['--all'] : [service]), ...context, '--force'];
  const empty = () => emptyBuckets(new CloudFormationClient({}), new S3Client({}), service);
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ...(all ? [[`allow everything to be deleted: cdk ${discard.join(' ')}`, () => runCdk(discard)] as const] : []),
    ['empty the buckets of files and of the console', empty],
    [`delete: cdk ${destroy.join(' ')}`, () => runCdk(destroy)],
  ];
  for (const [name, run] of steps) {
    console.error(`${dry ? 'would' : '=='} ${name}`);
    if (!dry) await run();
  }
});
