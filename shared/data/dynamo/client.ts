import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openDocuments } from './documents.ts';
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

/**
 * Opens the tables. Region, credentials and endpoint come from the SDK's environment (`AWS_REGION`,
 * `AWS_ENDPOINT_URL_DYNAMODB`), so this code does not know whether it runs on AWS or on a laptop.
 */
export function openData(config: DataConfig): Data {
  const meter = createMeter();
  return { ...config, documents: openDocuments(metered(new DynamoDBClient({}), meter)), meter };
}
