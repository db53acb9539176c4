import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { light } from './light-http.ts';
import { createMeter, type Meter, metered } from './meter.ts';
import type { TableNames } from './table.ts';

/** What every function in `shared/data` takes first: the tables, and what was consumed so far. */
export interface Data extends DataConfig {
  readonly documents: DynamoDBDocumentClient;
  readonly meter: Meter;
}

export interface DataConfig extends TableNames {
  /** The key of `hashed`, fetched at its first use. Null where there is no permission for it. */
  readonly hmacKey: (() => Promise<string>) | null;
}

/** Opens the tables, on AWS or a laptop: region, credentials and endpoint are the SDK's environment. */
export function openData(config: DataConfig): Data {
  const meter = createMeter();
  return { ...config, documents: openDocuments(new DynamoDBClient({ ...light(), ...ONE_ATTEMPT }), meter), meter };
}

/** For calls that `retryWithinLimit` repeats (ADR 032): the SDK's waits know no limit. */
export const ONE_ATTEMPT = { maxAttempts: 1 } as const;

/** Takes and returns plain values, and counts what calls consume. */
export const openDocuments = (client: DynamoDBClient, meter: Meter): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(metered(client, meter), { marshallOptions: MARSHALLING });

/** An attribute that is `undefined` is not stored. */
export const MARSHALLING = { removeUndefinedValues: true, convertClassInstanceToMap: true } as const;
