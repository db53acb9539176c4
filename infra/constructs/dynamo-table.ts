import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { FeatureFunction } from './feature-function.ts';

interface Keys {
  readonly partitionKey: string;
  readonly sortKey: string;
}

export interface DynamoTableProps extends Keys {
  readonly timeToLive: string;
  readonly streamed: boolean;
  readonly indexes: Readonly<Record<string, Keys>>;
}

const READS = ['GetItem', 'BatchGetItem', 'Query'] as const;
/** A transaction needs the permission of each of its parts; `ConditionCheckItem` is one of them. */
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'ConditionCheckItem'] as const;
const STREAM_READS = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'] as const;

const string = (name: string) => ({ name, type: AttributeType.STRING });
const keys = ({ partitionKey, sortKey }: Keys) => ({ partitionKey: string(partitionKey), sortKey: string(sortKey) });

/** A table that outlives its stack, with point-in-time recovery; functions get reads and writes separately. */
export class DynamoTable extends Construct {
  readonly table: TableV2;
  readonly #id: string;
  readonly #indexes: readonly string[];

  constructor(scope: Construct, id: string, { indexes, timeToLive, streamed, ...key }: DynamoTableProps) {
    super(scope, id);
    this.#id = id;
    this.#indexes = Object.keys(indexes);
    this.table = new TableV2(this, 'Table', {
      ...keys(key),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: timeToLive,
      globalSecondaryIndexes: Object.entries(indexes).map(
        ([indexName, index]): GlobalSecondaryIndexPropsV2 => ({
          indexName,
          ...keys(index),
          projectionType: ProjectionType.KEYS_ONLY,
        }),
      ),
      ...(streamed && { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES }),
    });
  }

  /** Lets a function read items and indexes; `Scan` is never granted. */
  grantRead(fn: FeatureFunction): void {
    const { tableArn } = this.table;
    const indexes = this.#indexes.map((name) => `${tableArn}/index/${name}`);
    fn.allow(`Read${this.#id}`, READS.map(action), [tableArn, ...indexes]);
  }

  /**
   * Lets a function write items.
   * @param partitions - how their partition keys begin, `W#` for `W#*`; any when left out
   */
  grantWrite(fn: FeatureFunction, partitions?: readonly string[]): void {
    const patterns = partitions?.map((prefix) => `${prefix}*`);
    const only = patterns && { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns } };
    fn.allow(`Write${this.#id}`, WRITES.map(action), [this.table.tableArn], only);
  }

  /** Lets a function read the table's stream. Returns the stream's ARN; a table without one is a mistake at synthesis. */
  grantStream(fn: FeatureFunction): string {
    const { tableStreamArn } = this.table;
    if (!tableStreamArn) throw new Error(`${this.node.path} has no stream`);
    fn.allow(`Follow${this.#id}`, STREAM_READS.map(action), [tableStreamArn]);
    return tableStreamArn;
  }

  /** Gives a function the table's name, as `CONTACTS_TABLE` for `Contacts`: all need both to start, few may write to both. */
  passName(fn: FeatureFunction): void {
    fn.setVariable(`${this.#id.toUpperCase()}_TABLE`, this.table.tableName);
  }
}

const action = (name: string): string => `dynamodb:${name}`;
