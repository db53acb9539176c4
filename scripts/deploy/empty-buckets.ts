import { type CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** Removes all objects of the buckets of a stack, since CloudFormation deletes no bucket that has some. */
export async function emptyBuckets(
  cloudFormation: CloudFormationClient,
  s3: S3Client,
  StackName: string,
): Promise<void> {
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
