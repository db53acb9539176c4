/** AWS's limits for a job over a million contacts, in units a second (DynamoDB guide: warm throughput, quotas). */
import { WORKERS } from '../../infra/deployment.ts';
import { SHARDS } from '../../shared/data/contacts/index.ts';

export interface Limits {
  readonly name: string;
  /** Write and read units a second of a table, and of each of its indexes. */
  readonly write: number;
  readonly read: number;
  /** Write units a second of a partition, for all entries with one partition key. */
  readonly partition: number;
  /** Concurrent workers, and the contacts a second of an unhindered one. */
  readonly workers: number;
  readonly contactsAWorker: number;
}

/** Contacts a second of a worker with its own processor; in bench/jobs.ts two share two with the engine. */
const CONTACTS_A_WORKER = 500;

const ON_AWS = { partition: 1_000, workers: WORKERS, contactsAWorker: CONTACTS_A_WORKER };

/** A table as it is created, without `warmWriteUnits`. */
export const COLD: Limits = { name: 'cold: a new table', write: 4_000, read: 12_000, ...ON_AWS };
/** Warmed by context or by earlier load: as much as one workspace can use (ADR 032). */
export const WARM: Limits = { name: 'warm: warmWriteUnits 8,000', write: 8_000, read: 12_000, ...ON_AWS };
/** AWS's limit for a table before its quota is raised. */
export const AT_QUOTA: Limits = { name: 'at the account’s quota', write: 40_000, read: 40_000, ...ON_AWS };

/** Partitions of an index for one folder or list of a workspace. */
export const PARTITIONS = SHARDS;
