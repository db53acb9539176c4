import type { HttpFunction } from '../../functions/endpoints.ts';
import type { Alarms } from '../constructs/alarms.ts';
import type { ContactsApi } from '../constructs/contacts-api.ts';
import type { EventBus } from '../constructs/event-bus.ts';
import type { FeatureFunction } from '../constructs/feature-function.ts';
import type { FileStore } from '../constructs/file-store.ts';
import type { HashKey } from '../constructs/hash-key.ts';
import type { Schedules } from '../constructs/schedules.ts';
import type { Partition } from '../constructs/table-access.ts';
import type { DeadLetterQueue, WorkQueue } from '../constructs/work-queue.ts';
import type { OptOutList } from '../deployment.ts';
import type { Tables } from '../stacks/data.ts';

export interface Service {
  readonly api: ContactsApi;
  readonly tables: Tables;
  readonly hashKey: HashKey;
  readonly files: FileStore;
  readonly queues: {
    readonly select: WorkQueue;
    readonly work: WorkQueue;
    readonly files: WorkQueue;
    readonly inbound: WorkQueue;
    readonly pull: WorkQueue;
    readonly snapshots: WorkQueue;
    readonly deliveries: WorkQueue;
  };
  /** For the queues of jobs. */
  readonly deadLetters: DeadLetterQueue;
  readonly bus: EventBus;
  readonly schedules: Schedules;
  readonly alarms: Alarms;
  readonly optOutLists: readonly OptOutList[];
  /** Contacts from which a workspace is searched by a snapshot; 0: none is. */
  readonly snapshotsFrom: number;
}

export interface Feature {
  /** The bundle's name, and the service name in logs and metrics. */
  readonly name: string;
  /** The file that exports `handler`, from the repository's root. */
  readonly entry: string;
  /** MB. Lambda gives processor time in proportion; 1,769 MB is one whole processor. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  /** Maximum concurrency in an account with room (`concurrency.ts`); absent for functions that answer requests. */
  readonly atMost?: number;
  /** It gets what is left when all others have what they are built for, and works without. */
  readonly spare?: true;
  /** It runs for seconds, one at a time, and so has no share of the account's executions. */
  readonly brief?: true;
  /** It does not look of which form the data is, since it reads only what all forms have (ADR 068). */
  readonly anyForm?: true;
  /** Sets what wakes the function, what it may access, and its alarms. */
  readonly connect: (fn: FeatureFunction, service: Service) => void;
}

/** What every function that answers requests reads and writes in the workspace table. */
export const FOR_REQUESTS = { reads: ['T#', 'P#', 'W#', 'L#', 'K#', 'U#'], writes: ['L#', 'K#', 'U#'] } as const;

/** Answers requests. It waits for DynamoDB, so a third of a processor and 15 s (for 100 contacts) are enough. */
export const ANSWERS_REQUESTS = { memory: 512, timeout: 15 } as const;

interface Own {
  /** Prefixes of keys in the workspace table, beside those of every function that answers requests. */
  readonly reads?: readonly Partition[];
  readonly writes?: readonly Partition[];
  readonly memory?: number;
}

/** A function of endpoints; `connect` sets what it has beside its routes and the workspace table. */
export const answers = (
  name: HttpFunction,
  { reads = [], writes = [], memory = ANSWERS_REQUESTS.memory }: Own,
  connect: Feature['connect'] = () => undefined,
): Feature => ({
  name,
  entry: `functions/${name}/${name}.ts`,
  ...ANSWERS_REQUESTS,
  memory,
  connect(fn, service) {
    const { workspace } = service.tables;
    service.api.serve(fn, name);
    workspace.grantRead(fn, ...FOR_REQUESTS.reads, ...reads);
    workspace.grantWrite(fn, ...FOR_REQUESTS.writes, ...writes);
    connect(fn, service);
  },
});
