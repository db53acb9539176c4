/** What AWS gives, in units a second (DynamoDB developer guide: warm throughput, quotas, partitions), by which a job over a million contacts is bound. */
import { WORKERS } from '../../infra/deployment.ts';
import { SHARDS } from '../../shared/data/contacts/index.ts';

export interface Limits {
  readonly name: string;
  /** Write and read units a second of a table, and of each of its indexes. */
  readonly write: number;
  readonly read: number;
  /** Write units a second of one partition, which all entries with one partition key share. */
  readonly partition: number;
  /** Workers at a time, and what one of them does when nothing holds it up. */
  readonly workers: number;
  readonly contactsAWorker: number;
}

/** Contacts a second of one worker with a processor of its own: bench/throughput.ts, in which two share two processors with the engine. */
const CONTACTS_A_WORKER = 500;

const ON_AWS = { partition: 1_000, workers: WORKERS, contactsAWorker: CONTACTS_A_WORKER };

/** A table as it is created, without `warmWriteUnits`. */
export const COLD: Limits = { name: 'cold: a new table', write: 4_000, read: 12_000, ...ON_AWS };
/** Warmed by context, or by what came before: as much as one workspace can use (ADR 032). */
export const WARM: Limits = { name: 'warm: warmWriteUnits 8,000', write: 8_000, read: 12_000, ...ON_AWS };
/** What AWS lets a table take before the quota is raised. */
export const AT_QUOTA: Limits = { name: 'at the account’s quota', write: 40_000, read: 40_000, ...ON_AWS };

/** Partitions of an index that the contacts of one workspace share, for one folder or one list. */
export const PARTITIONS = SHARDS;
