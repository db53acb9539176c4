import type { StreamRecord } from './streams.ts';

interface Mapping {
  readonly region: string;
  readonly streamArn: string;
  /** Milliseconds by which the functions' clock is ahead of the machine's, whose time records have. */
  readonly shiftMs: number;
}

/**
 * The event of a batch as JSON. Images stay the texts that the file has: to read them and write them again took a tenth
 * of the runner's time in a bulk change (ADR 110).
 */
export const eventOf = (records: readonly StreamRecord[], mapping: Mapping): string =>
  `{"Records":[${records.map((record) => recordOf(record, mapping)).join(',')}]}`;

function recordOf({ images, dynamodb, ...record }: StreamRecord, { region, streamArn, shiftMs }: Mapping): string {
  const { ApproximateCreationDateTime: seconds } = dynamodb;
  const own = { ...record, awsRegion: region, eventSourceARN: streamArn };
  const changed = { ...dynamodb, ApproximateCreationDateTime: seconds + Math.round(shiftMs / 1000) };
  if (images === undefined) return JSON.stringify({ ...own, dynamodb: changed });
  return withTexts(own, { dynamodb: withTexts(changed, images) });
}

/** An object with at least one attribute as JSON, with more attributes whose values are JSON already. */
const withTexts = (given: object, texts: Readonly<Record<string, string>>): string =>
  `${JSON.stringify(given).slice(0, -1)}${Object.entries(texts)
    .map(([name, text]) => `,"${name}":${text}`)
    .join('')}}`;
