import type { Node } from 'constructs';
import { isOn, textOf, whole } from './context.ts';

/** What the operator decides, by context values in `cdk.json` or `npx cdk deploy -c maxApiRate=100000`. */
export interface Deployment {
  /** Requests an hour, at most, that a workspace's administrator may set in `api_rates`. */
  readonly maxApiRate: number;
  /** Jobs that a workspace may have open at once. */
  readonly maxOpenJobs: number;
  /** Messages a minute that the channels of a workspace take at once. */
  readonly inboundMessageRate: number;
  readonly rates: RequestRates;
  readonly concurrency: Concurrency;
  readonly throughput: Throughput;
  /** Tables of a restore, in place of the data stack's; null for the stack's own. */
  readonly restored: RestoredTables | null;
  readonly edge: Edge;
  /** Dollars for the whole account; 0 for no budget. */
  readonly monthlyBudget: number;
  /** ARN of the SNS topic to which AWS publishes people's messages; null for one that the stack makes. */
  readonly inboundTopic: string | null;
  /** Opt-out lists of AWS End User Messaging to read; none by default. */
  readonly optOutLists: readonly OptOutList[];
  /** Whether traces show each call of DynamoDB, SQS and Secrets Manager. */
  readonly traces: boolean;
}

/** Requests a second of a route, from anybody; bursts may have twice as many. */
export interface RequestRates {
  /** Of each endpoint, and of everything else. */
  readonly api: number;
  /** By which the console signs in. */
  readonly signIn: number;
  /** Of `/in/…`: providers may lose what is refused here, so there is more room than a flood needs to be slow. */
  readonly inbound: number;
}

/** An opt-out list of the account, and the workspace that it belongs to. */
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

/** Restored tables have other names, because a restore never writes into an existing table. */
export interface RestoredTables {
  readonly contacts: string;
  readonly contactsStream: string;
  readonly workspace: string;
}

/** Write units a second of each table and index. */
export interface Throughput {
  /** Units available from the first second, which AWS charges once; null for a new table's 4,000. */
  readonly warm: number | null;
  /** The most that may be used, to bound the bill; null for the account's own limit. */
  readonly most: number | null;
}

/** Concurrent functions, out of the account's limit. */
interface Concurrency {
  /** Concurrent selections, and as many slices. */
  readonly workers: number;
  /** Whether every function that answers no requests has a reservation, which is also its maximum. */
  readonly reserved: boolean;
}

/** Dollars: some two million archived contacts above the fixed costs. */
const MONTHLY_BUDGET = 50;
/** Ten times TextIt's limit. */
const MAX_API_RATE = 36_000;

/** One contact in a hundred writes every minute in a workspace of 120,000; more waits a little. */
const INBOUND_MESSAGE_RATE = 1_200;
/** A workspace may make 3,600 an hour: this is 200 of them at once, or one faulty script. */
const RATES: RequestRates = { api: 200, signIn: 50, inbound: 1_000 };
/** What AWS allows an account. */
const MOST_REQUESTS = 10_000;

/** Each may be over every contact of its workspace, and the watchdog reads the list of all every five minutes. */
const MAX_OPEN_JOBS = 100;

/** Concurrent slices: ten need 30,000 of a table's 40,000 write units, and leave a quarter to people. */
export const WORKERS = 10;
/** AWS keeps so many for functions without a reservation, which answer requests, and refuses to reserve more. */
const UNRESERVED = 100;
/** The limit of a new account. */
const SMALLEST_ACCOUNT = 10;
/** The minimum of an SQS event source. */
const FEWEST_WORKERS = 2;

/** Reads the context; throws the name of a value that cannot be deployed. `reservations`: the sum of all functions'. */
export const readDeployment = (node: Node, reservations: number): Deployment => ({
  maxApiRate: whole(node, 'maxApiRate', 1, 1_000_000) ?? MAX_API_RATE,
  maxOpenJobs: whole(node, 'maxOpenJobs', 1, 1_000) ?? MAX_OPEN_JOBS,
  inboundMessageRate: whole(node, 'inboundMessageRate', 1, 1_000_000) ?? INBOUND_MESSAGE_RATE,
  rates: {
    api: whole(node, 'apiRequestRate', 1, MOST_REQUESTS) ?? RATES.api,
    signIn: whole(node, 'signInRequestRate', 1, MOST_REQUESTS) ?? RATES.signIn,
    inbound: whole(node, 'inboundRequestRate', 1, MOST_REQUESTS) ?? RATES.inbound,
  },
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

/** Leaves the API its share of concurrency: by reservations if the account has room for them, else by a fifth each. */
function concurrencyOf(account: number | null, reservations: number): Concurrency {
  if (account === null) return { workers: WORKERS, reserved: false };
  if (account >= reservations + UNRESERVED) return { workers: WORKERS, reserved: true };
  return { workers: Math.min(WORKERS, Math.max(FEWEST_WORKERS, Math.floor(account / 5))), reserved: false };
}

/** Write units of a new table, and of each of its indexes. */
const NEW_TABLE = 4_000;

function throughputOf(node: Node): Throughput {
  const warm = whole(node, 'warmWriteUnits', NEW_TABLE, 1_000_000);
  const most = whole(node, 'maxWriteUnits', 1, 1_000_000);
  if (warm !== null && most !== null && most < warm)
    throw new Error(`The context value maxWriteUnits, ${most}, would leave part of warmWriteUnits, ${warm}, unused.`);
  return { warm, most };
}

/** All tables or none: contacts of one moment and jobs of another do not match. */
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
