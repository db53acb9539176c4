import type { FeatureFunction } from './feature-function.ts';

const READS = ['GetItem', 'BatchGetItem', 'Query'] as const;
/** A transaction needs the permission of each of its parts. */
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'] as const;
const STREAM_READS = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'] as const;

export interface TableIdentity {
  readonly tableName: string;
  readonly tableArn: string;
  /** Absent for a table without a stream. */
  readonly streamArn?: string | undefined;
  readonly indexes: readonly string[];
}

/** Access to a table, whichever stack or restore has made it: functions get reads and writes separately. */
export class TableAccess {
  /** `Contacts` or `Workspace`: in the names of statements and environment variables. */
  readonly id: string;
  readonly #table: TableIdentity;

  constructor(id: string, table: TableIdentity) {
    this.id = id;
    this.#table = table;
  }

  /** Lets a function read items, and query indexes, which is all that an index can be asked for; `Scan` is never granted. */
  grantRead(fn: FeatureFunction): void {
    const { tableArn, indexes } = this.#table;
    fn.allow(`Read${this.id}`, READS.map(action), [tableArn]);
    if (indexes.length > 0)
      fn.allow(
        `Query${this.id}`,
        [action('Query')],
        indexes.map((name) => `${tableArn}/index/${name}`),
      );
  }

  /**
   * Lets a function write items.
   * @param partitions - how their partition keys begin, `W#` for `W#*`; any when left out
   */
  grantWrite(fn: FeatureFunction, partitions?: readonly string[]): void {
    const patterns = partitions?.map((prefix) => `${prefix}*`);
    const only = patterns && { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns } };
    fn.allow(`Write${this.id}`, WRITES.map(action), [this.#table.tableArn], only);
  }

  /** Lets a function read the table's stream. Returns the stream's ARN; a table without one is a mistake at synthesis. */
  grantStream(fn: FeatureFunction): string {
    const { streamArn, tableName } = this.#table;
    if (!streamArn) throw new Error(`The table ${this.id} (${tableName}) has no stream.`);
    fn.allow(`Follow${this.id}`, STREAM_READS.map(action), [streamArn]);
    return streamArn;
  }

  /** Gives a function the table's name, as `CONTACTS_TABLE` for `Contacts`: all need both to start, few may write to both. */
  passName(fn: FeatureFunction): void {
    fn.setVariable(`${this.id.toUpperCase()}_TABLE`, this.#table.tableName);
  }
}

const action = (name: string): string => `dynamodb:${name}`;
