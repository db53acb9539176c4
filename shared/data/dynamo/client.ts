import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openDocuments } from './documents.ts';
import { light } from './light.ts';
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
  const client = new DynamoDBClient(light());
  return { ...config, documents: openDocuments(metered(client, meter)), meter };
}
