import type { Node } from 'constructs';
import { isOn, textOf, whole } from './context.ts';

/** What the operator of a deployment decides: context values, from `cdk.json` or `npx cdk deploy -c maxApiRate=100000`. */
export interface Deployment {
  /** Requests an hour: the most that a workspace's administrator may set in `api_rates`. */
  readonly maxApiRate: number;
  /** Jobs that a workspace may have open at once. */
  readonly maxOpenJobs: number;
  readonly concurrency: Concurrency;
  readonly throughput: Throughput;
  /** The tables to be used in place of those of the data stack, after a restore; null for the stack's own. */
  readonly restored: RestoredTables | null;
  readonly edge: Edge;
  /** Dollars, of the whole account; 0 for no budget. */
  readonly monthlyBudget: number;
  /** ARN of the SNS topic to which AWS publishes what people send; null for one that the stack makes. */
  readonly inboundTopic: string | null;
  /** Opt-out lists of AWS End User Messaging that are read; none unless given. */
  readonly optOutLists: readonly OptOutList[];
  /** Whether traces show each call of DynamoDB, SQS and Secrets Manager. */
  readonly traces: boolean;
}

/** An opt-out list of the account, and the workspace whose people are in it. */
export interface OptOutList {
  readonly list: string;
  readonly workspace: string;
}

/** What stands before the API. */
export interface Edge {
  readonly domain: Domain | null;
  readonly cloudFront: { readonly webAcl: string | null } | null;
}

export interface Domain {
  readonly name: string;
  /** ARN. */
  readonly certificate: string;
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
interface Concurrency {
  /** Selections, and as many slices, that are worked on at once. */
  readonly workers: number;
  /** Whether every function that answers no requests has a reservation, which is also the most that it may use. */
  readonly reserved: boolean;
}

/** Dollars: some two million contacts archived, beside what is always paid. */
const MONTHLY_BUDGET = 50;
/** Ten times TextIt's limit. */
const MAX_API_RATE = 36_000;

/** Each may be over every contact of its workspace; the list of them all is gone through every five minutes. */
const MAX_OPEN_JOBS = 100;

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
  maxOpenJobs: whole(node, 'maxOpenJobs', 1, 1_000) ?? MAX_OPEN_JOBS,
  throughput: throughputOf(node),
  restored: restoredOf(node),
  edge: edgeOf(node),
  monthlyBudget: whole(node, 'monthlyBudget', 0, 1_000_000) ?? MONTHLY_BUDGET,
  inboundTopic: textOf(
    node,
    'inboundTopic',
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
    'arn:aws:sns:<region>:<account>:<name>, not FIFO',
  ),
  optOutLists: optOutListsOf(node),
  traces: isOn(node, 'traces'),
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

const PAIR = String.raw`[\w-]{1,64}=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`;

const optOutListsOf = (node: Node): OptOutList[] =>
  (textOf(node, 'optOutLists', new RegExp(`^${PAIR}(,${PAIR})*$`), 'Default=<workspace>,Other=<workspace>') ?? '')
    .split(',')
    .flatMap((pair) => {
      const [list, workspace] = pair.split('=');
      return list && workspace ? [{ list, workspace }] : [];
    });

/** CloudFront takes certificates and web ACLs of one region only. */
const OF_CLOUDFRONT = 'us-east-1';

function edgeOf(node: Node): Edge {
  const cloudFront = isOn(node, 'cloudFront');
  const name = textOf(
    node,
    'domainName',
    /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'api.example.org',
  );
  const region = cloudFront ? OF_CLOUDFRONT : '[a-z0-9-]+';
  const certificateArn = `arn:aws:acm:${cloudFront ? OF_CLOUDFRONT : '<region>'}:<account>:certificate/<id>`;
  const certificate = textOf(
    node,
    'certificateArn',
    new RegExp(`^arn:aws[a-z-]*:acm:${region}:\\d{12}:certificate/.+`),
    certificateArn,
  );
  const webAclArn = `arn:aws:wafv2:${OF_CLOUDFRONT}:<account>:global/webacl/<name>/<id>`;
  const webAcl = textOf(node, 'webAclArn', /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/.+/, webAclArn);
  if ((name === null) !== (certificate === null))
    throw new Error(
      'The context values domainName and certificateArn go together: a domain needs the certificate for its name.',
    );
  if (webAcl !== null && !cloudFront)
    throw new Error('The context value webAclArn needs cloudFront=true: an HTTP API takes no web ACL.');
  return {
    domain: name === null || certificate === null ? null : { name, certificate },
    cloudFront: cloudFront ? { webAcl } : null,
  };
}
