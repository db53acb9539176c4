import type { Node } from 'constructs';

/** What the operator of a deployment decides: context values, from `cdk.json` or `npx cdk deploy -c maxApiRate=100000`. */
export interface Deployment {
  /** Requests an hour: the most that a workspace's administrator may set in `api_rates`. */
  readonly maxApiRate: number;
  readonly concurrency: Concurrency;
  readonly throughput: Throughput;
  /** The tables to be used in place of those of the data stack, after a restore; null for the stack's own. */
  readonly restored: RestoredTables | null;
}

/** Tables that a restore has made: under other names, for a restore never goes into a table that exists. */
export interface RestoredTables {
  readonly contacts: string;
  readonly contactsStream: string;
  readonly workspace: string;
}

/** Write units a second of each table and index. */
export interface Throughput {
  /** What a table can take from its first second on, which AWS charges once; null for what a new table has, 4,000. */
  readonly warm: number | null;
  /** The most that is used, whatever comes: a bound of the bill; null for the account's own. */
  readonly most: number | null;
}

/** How many functions run at once, of those that the account may run. */
export interface Concurrency {
  /** Selections, and as many slices, that are worked on at once. */
  readonly workers: number;
  /** Whether every function that answers no requests has a reservation, which is also the most that it may use. */
  readonly reserved: boolean;
}

/** Ten times TextIt's limit. */
const MAX_API_RATE = 36_000;

/**
 * Slices worked on at once. One worker changes about 500 contacts a second, six write units each: ten are 30,000 units a
 * second, which leaves a quarter of an account's 40,000 a table to people at the console.
 */
export const WORKERS = 10;
/** What AWS leaves to functions without a reservation, which are those that answer requests; it refuses to reserve more. */
const UNRESERVED = 100;
/** A new account's. */
const SMALLEST_ACCOUNT = 10;
/** The lowest that the source of a queue's messages takes. */
const FEWEST_WORKERS = 2;

/**
 * Reads the context; throws, naming the value, when it is none that can be deployed.
 * @param reservations - the sum of what the functions would reserve
 */
export const readDeployment = (node: Node, reservations: number): Deployment => ({
  maxApiRate: whole(node, 'maxApiRate', 1, 1_000_000) ?? MAX_API_RATE,
  throughput: throughputOf(node),
  restored: restoredOf(node),
  concurrency: concurrencyOf(whole(node, 'accountConcurrency', SMALLEST_ACCOUNT, 1_000_000), reservations),
});

/**
 * Jobs leave the API its share: by reservations where the account has room for them; otherwise a fifth of the account selects and
 * another fifth works. Of an account that is not known nothing is reserved, since a reservation that does not fit fails the deployment.
 */
function concurrencyOf(account: number | null, reservations: number): Concurrency {
  if (account === null) return { workers: WORKERS, reserved: false };
  if (account >= reservations + UNRESERVED) return { workers: WORKERS, reserved: true };
  return { workers: Math.min(WORKERS, Math.max(FEWEST_WORKERS, Math.floor(account / 5))), reserved: false };
}

/** What a new table and each of its indexes take. */
const NEW_TABLE = 4_000;

function throughputOf(node: Node): Throughput {
  const warm = whole(node, 'warmWriteUnits', NEW_TABLE, 1_000_000);
  const most = whole(node, 'maxWriteUnits', 1, 1_000_000);
  if (warm !== null && most !== null && most < warm)
    throw new Error(`The context value maxWriteUnits, ${most}, would leave part of warmWriteUnits, ${warm}, unused.`);
  return { warm, most };
}

/** All of them or none: contacts of one moment and jobs of another do not fit together. */
function restoredOf(node: Node): RestoredTables | null {
  const names = ['contactsTable', 'contactsStream', 'workspaceTable'] as const;
  const [contacts, contactsStream, workspace] = names.map((name) => node.tryGetContext(name) as unknown);
  const given = [contacts, contactsStream, workspace].filter((value) => value !== undefined);
  if (given.length === 0) return null;
  if (given.length < names.length || !given.every((value) => typeof value === 'string' && value !== ''))
    throw new Error(`The context values ${names.join(', ')} go together: the tables that a restore has made.`);
  return { contacts: String(contacts), contactsStream: String(contactsStream), workspace: String(workspace) };
}

/** A context value from the command line is text. */
function whole(node: Node, name: string, min: number, max: number): number | null {
  const given: unknown = node.tryGetContext(name);
  if (given === undefined) return null;
  const value = typeof given === 'string' ? Number(given) : given;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`The context value ${name} is a whole number from ${min} to ${max}, not ${JSON.stringify(given)}.`);
}
