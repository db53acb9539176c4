import { STAMP_KEY } from '../../shared/data/dynamo/index.ts';
import type { FeatureFunction } from './feature-function.ts';

const READS = ['GetItem', 'BatchGetItem', 'Query'] as const;
/** A transaction needs the permissions of its parts. */
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'] as const;
/** What is under these is only ever added: no function may change or delete an entry of the audit log. */
const APPENDED: readonly Partition[] = ['U#'];
const STREAM_READS = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'] as const;

/** Prefixes of partition keys; shared/data/README.md describes what is under each. */
export type Partition =
  | 'A#'
  | 'C#'
  | 'D#'
  | 'E#'
  | 'F#'
  | 'G#'
  | 'I#'
  | 'X#'
  | 'J#'
  | 'K#'
  | 'L#'
  | 'M#'
  | 'N#'
  | 'O#'
  | 'S#'
  | 'P#'
  | 'T#'
  | 'U#'
  | 'W#'
  | 'WORKSPACES';

interface TableIdentity {
  readonly tableName: string;
  readonly tableArn: string;
  /** Absent for a table without a stream. */
  readonly streamArn?: string | undefined;
  readonly indexes: readonly string[];
}

/** Access to a table of any stack or restore; reads and writes are granted separately. */
export class TableAccess {
  /** `Contacts` or `Workspace`, for names of statements and environment variables. */
  readonly id: string;
  readonly #table: TableIdentity;

  constructor(id: string, table: TableIdentity) {
    this.id = id;
    this.#table = table;
  }

  /** Lets a function read items by prefixes of their partition keys. */
  grantRead(fn: FeatureFunction, ...partitions: readonly Partition[]): void {
    fn.allow(`Read${this.id}`, READS.map(action), [this.#table.tableArn], within(partitions));
  }

  /** Lets a function read the whole table: only the audit, whose work that is (ADR 022). */
  grantScan(fn: FeatureFunction): void {
    fn.allow(`Scan${this.id}`, [action('Scan')], [this.#table.tableArn]);
  }

  /** Lets a function query the table's indexes, which hold keys only. */
  grantIndexes(fn: FeatureFunction): void {
    const { tableArn, indexes } = this.#table;
    fn.allow(
      `Query${this.id}`,
      [action('Query')],
      indexes.map((name) => `${tableArn}/index/${name}`),
    );
  }

  /** Lets a function write items by prefixes of their partition keys, and only put those that nobody changes. */
  grantWrite(fn: FeatureFunction, ...partitions: readonly Partition[]): void {
    const { tableArn } = this.#table;
    const appended = partitions.filter((begin) => APPENDED.includes(begin));
    const others = partitions.filter((begin) => !APPENDED.includes(begin));
    if (others.length > 0) fn.allow(`Write${this.id}`, WRITES.map(action), [tableArn], within(others));
    if (appended.length > 0) fn.allow(`Append${this.id}`, [action('PutItem')], [tableArn], within(appended));
  }

  /** Lets a function change many items in one call, by statements that name their keys (`writeMany`). */
  grantUpdateMany(fn: FeatureFunction, ...partitions: readonly Partition[]): void {
    fn.allow(`UpdateMany${this.id}`, [action('PartiQLUpdate')], [this.#table.tableArn], within(partitions));
  }

  /** Lets a function make many items in one call, by statements that name their keys (`writeMany`). */
  grantInsertMany(fn: FeatureFunction, ...partitions: readonly Partition[]): void {
    fn.allow(`InsertMany${this.id}`, [action('PartiQLInsert')], [this.#table.tableArn], within(partitions));
  }

  /** Lets a function put job steps, which the table's stream carries to the event bus. */
  grantTell(fn: FeatureFunction): void {
    fn.allow('TellSteps', [action('PutItem')], [this.#table.tableArn], leadingWith(['B#*']));
  }

  /** Lets a function note at the table that contacts do not own their addresses. */
  grantNoteForm(fn: FeatureFunction): void {
    fn.allow('NoteForm', [action('UpdateItem')], [this.#table.tableArn], leadingWith([STAMP_KEY.pk]));
  }

  /** Lets a function read the table's stream. Returns its ARN; throws at synthesis without a stream. */
  grantStream(fn: FeatureFunction): string {
    const { streamArn, tableName } = this.#table;
    if (!streamArn) throw new Error(`The table ${this.id} (${tableName}) has no stream.`);
    fn.allow(`Follow${this.id}`, STREAM_READS.map(action), [streamArn]);
    return streamArn;
  }

  /** Lets a function see of which form the table's data is. */
  grantReadForm(fn: FeatureFunction): void {
    fn.allow(`ReadFormOf${this.id}`, [action('GetItem')], [this.#table.tableArn], leadingWith([STAMP_KEY.pk]));
  }

  /** Gives a function the table's name, such as `CONTACTS_TABLE`. All need both names; few may write to both. */
  passName(fn: FeatureFunction): void {
    fn.setVariable(`${this.id.toUpperCase()}_TABLE`, this.#table.tableName);
  }
}

/** `W#` means every key with this prefix; a name without `#` is one partition. */
const within = (partitions: readonly Partition[]) =>
  leadingWith(partitions.map((begin) => (begin.endsWith('#') ? `${begin}*` : begin)));

const leadingWith = (patterns: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns },
});

const action = (name: string): string => `dynamodb:${name}`;
