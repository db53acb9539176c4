import type { StreamRecord } from './streams.ts';

interface Mapping {
  readonly region: string;
  readonly streamArn: string;
  /** Milliseconds by which the functions' clock is ahead of the machine's, whose time records have. */
  readonly shiftMs: number;
}

/** The event of a batch as JSON. */
export const eventOf = (records: readonly StreamRecord[], mapping: Mapping): string =>
  JSON.stringify({ Records: records.map((record) => recordOf(record, mapping)) });

function recordOf({ dynamodb, ...record }: StreamRecord, { region, streamArn, shiftMs }: Mapping): object {
  const ApproximateCreationDateTime = dynamodb.ApproximateCreationDateTime + Math.round(shiftMs / 1000);
  return {
    ...record,
    awsRegion: region,
    eventSourceARN: streamArn,
    dynamodb: { ...dynamodb, ApproximateCreationDateTime },
  };
}
