/** An SNS topic, and the only host that signs for it: SNS in its region. */
export interface Topic {
  readonly arn: string;
  readonly host: string;
}

/** Only regions like `eu-west-1`, as a wider pattern would allow S3 buckets: `sns.s3-us-west-2.amazonaws.com`. */
const ARN = /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2,4}(?:-[a-z]+)+-\d):\d{12}:[\w-]{1,256}$/;

/** The topic of an ARN; null when it is invalid or FIFO, to which AWS publishes no messages. */
export function topicIn(arn: string): Topic | null {
  const [, partition, region] = ARN.exec(arn) ?? [];
  if (region === undefined) return null;
  return { arn, host: `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}` };
}
