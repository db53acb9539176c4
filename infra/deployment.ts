import type { Node } from 'constructs';
import { type Shares, sharesOf, type Worker } from './concurrency.ts';
import { type Given, MOST_REQUESTS, readKnobs } from './knobs.ts';

/** What the operator decides (`knobs.ts`), in parts that belong together. */
export interface Deployment {
  readonly stage: Stage;
  /** Requests an hour, at most, that a workspace's administrator may set in `api_rates`. */
  readonly maxApiRate: number;
  /** Jobs that a workspace may have open at once. */
  readonly maxOpenJobs: number;
  /** Contacts from which a workspace is searched by a snapshot (ADR 007); 0: none is. */
  readonly snapshotsFrom: number;
  /** Whether analysts ask snapshots by Athena. */
  readonly athena: boolean;
  /** Contacts of a snapshot beyond which several functions read it (ADR 108); 0: one does. */
  readonly partsFrom: number;
  /** Messages a minute that the channels of a workspace take at once. */
  readonly inboundMessageRate: number;
  readonly rates: RequestRates;
  /** Concurrent executions of what answers no requests. */
  readonly concurrency: Shares;
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
  /** By whom people sign in: a pool of the deployment, or another provider; null: everybody has a token. */
  readonly signIn: SignIn | 'cognito' | null;
  /** Percent of requests of which X-Ray shows each call of DynamoDB, SQS and Secrets Manager; null: of none. */
  readonly traces: number | null;
  /** Whom alarms reach, besides those who have subscribed. */
  readonly reach: Reach;
  /** Concurrent executions of the account; null when it is not known. */
  readonly account: number | null;
  /** Another region with copies; null without. */
  readonly backupRegion: string | null;
  /** Days for which logs are kept. */
  readonly logDays: number;
  /** The repository that may deploy this stage; null for none. */
  readonly github: { readonly repository: string; readonly known: boolean } | null;
  /** Whether nothing outlives its stack. */
  readonly discard: boolean;
}

/** An OpenID provider, and the client that it knows this service by. */
export interface SignIn {
  readonly issuer: string;
  readonly client: string;
  /** ARN of its secret, which one function reads; null for a provider that takes none. */
  readonly secret: string | null;
  /** What access tokens name as their audience; null for the client. */
  readonly audience: string | null;
}

/** Requests a second of a route, from anybody; bursts may have twice as many. */
export interface RequestRates {
  /** Of each endpoint, and of everything else. */
  readonly api: number;
  /** By which the console signs in. */
  readonly signIn: number;
  /** Of certain endpoints, by their names. */
  readonly of: ReadonlyMap<string, number>;
  /** Of `/in/…`: providers may lose what is refused here, so there is more room than a flood needs to be slow. */
  readonly inbound: number;
  /** Requests an hour above which all rates are lowered; 0: any number. */
  readonly hourly: number;
}

/** An opt-out list of the account, and the workspace that it belongs to. */
export interface OptOutList {
  readonly list: string;
  readonly workspace: string;
}

export interface Reach {
  readonly email: string | null;
  /** Address of a chat. */
  readonly webhook: string | null;
  /** Where the runbook is. */
  readonly docs: string;
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

/** Concurrent slices: ten need 30,000 of a table's 40,000 write units, and leave a quarter to people. */
export const WORKERS = 10;
/** Lambda begins so many calls a second for each concurrent execution of the account. Workers have half of them. */
const CALLS_EACH = 10;
/** Dollars that a month costs in which nothing happens, with AWS's free tier. */
export const IDLE = 4;

/** Reads the context; throws a sentence about values that are not possible or do not fit together. */
export function readDeployment(node: Node, workers: readonly Worker[]): Deployment {
  const given = readKnobs(node, () => workers.map(({ name }) => name));
  const { monthlyBudget } = given;
  if (monthlyBudget > 0 && monthlyBudget < IDLE)
    throw new Error(
      `A monthlyBudget of ${monthlyBudget} is less than an idle month costs: give at least ${IDLE}, or 0 for none.`,
    );
  const stage = stageOf(given.stage);
  return {
    stage,
    maxApiRate: given.maxApiRate,
    maxOpenJobs: given.maxOpenJobs,
    snapshotsFrom: given.snapshotsFrom,
    partsFrom: given.partsFrom,
    athena: given.athena,
    inboundMessageRate: given.inboundMessageRate,
    inboundTopic: given.inboundTopic,
    traces: given.traces ? given.tracedPercent : null,
    logDays: given.logDays,
    github: given.github === null ? null : { repository: given.github, known: given.githubKnown },
    discard: given.discard,
    monthlyBudget,
    rates: ratesOf(given, node),
    throughput: throughputOf(given),
    restored: restoredOf(given),
    edge: edgeOf(given),
    backupRegion: backupRegionOf(given),
    reach: { email: given.alarmEmail, webhook: given.alarmWebhook, docs: given.docsUrl },
    account: given.accountConcurrency,
    optOutLists: optOutListsOf(given),
    signIn: signInOf(given, node),
    concurrency: sharesOf(given.accountConcurrency, workers, given.concurrency),
  };
}

/** The first stage has the names that there were before there were stages. */
const FIRST = 'production';

/** One of several deployments, whose names say which. */
export interface Stage {
  readonly name: string;
  /** What is added to names; nothing for production. */
  readonly suffix: string;
}

export const stageOf = (name: string): Stage => ({ name, suffix: name === FIRST ? '' : `-${name}` });

/** A rate that the operator has given must be one that the account can serve; any other is one. */
function ratesOf(given: Given, node: Node): RequestRates {
  const most = given.accountConcurrency === null ? MOST_REQUESTS : given.accountConcurrency * CALLS_EACH;
  const names = ['apiRequestRate', 'signInRequestRate', 'inboundRequestRate'] as const;
  const chosen = names
    .filter((name) => node.tryGetContext(name) !== undefined)
    .map((name) => [name, given[name]] as const);
  for (const [name, rate] of [...chosen, ...given.routeRates])
    if (rate > most)
      throw new Error(
        `${name} allows ${rate} requests a second, but an account of ${given.accountConcurrency} concurrent executions ` +
          `begins ${most}: allow fewer, or ask AWS for a higher limit (Service Quotas, Lambda, Concurrent executions).`,
      );
  const fitting = (name: (typeof names)[number], served: number) =>
    node.tryGetContext(name) === undefined ? Math.min(given[name], served) : given[name];
  return {
    api: fitting('apiRequestRate', most / 2),
    signIn: fitting('signInRequestRate', most / 2),
    // What is refused here would be lost to a provider, so everything that may begin does.
    inbound: fitting('inboundRequestRate', most),
    of: given.routeRates,
    hourly: given.hourlyRequests,
  };
}

/** CDK tells the region where it deploys, if it knows it. */
function backupRegionOf({ backupRegion }: Given): string | null {
  if (backupRegion !== null && backupRegion === process.env['CDK_DEFAULT_REGION'])
    throw new Error(`The backupRegion ${backupRegion} is the region of the service itself: choose another one.`);
  return backupRegion;
}

function throughputOf({ warmWriteUnits: warm, maxWriteUnits: most }: Given): Throughput {
  if (warm !== null && most !== null && most < warm)
    throw new Error(`The context value maxWriteUnits, ${most}, would leave part of warmWriteUnits, ${warm}, unused.`);
  return { warm, most };
}

/** All tables or none, of one stage: contacts of one moment and jobs of another do not match. */
function restoredOf(given: Given): RestoredTables | null {
  const { contactsTable: contacts, contactsStream, workspaceTable: workspace, restoredStage, stage } = given;
  if (contacts === null && contactsStream === null && workspace === null && restoredStage === null) return null;
  if (contacts === null || contactsStream === null || workspace === null || restoredStage === null)
    throw new Error(
      'The context values contactsTable, contactsStream, workspaceTable and restoredStage go together: the tables that ' +
        'a restore has made, and the stage that they are of.',
    );
  if (restoredStage !== stage)
    throw new Error(
      `The restored tables are those of the stage ${restoredStage}, and this deploys ${stage}: ` +
        `keep them in stages/${restoredStage}.json.`,
    );
  if (!contactsStream.includes(`:table/${contacts}/stream/`))
    throw new Error(`The contactsStream is not the stream of ${contacts}: give the LatestStreamArn of that table.`);
  return { contacts, contactsStream, workspace };
}

const optOutListsOf = ({ optOutLists }: Given): OptOutList[] =>
  (optOutLists ?? '').split(',').flatMap((pair) => {
    const [list, workspace] = pair.split('=');
    return list && workspace ? [{ list, workspace }] : [];
  });

/** A provider is a whole: its issuer, and a client that it knows. People sign in at the origin of the console. */
function signInOf(given: Given, node: Node): SignIn | 'cognito' | null {
  const { signIn: issuer, signInClient: client, signInSecret: arn, signInAudience: audience, cloudFront } = given;
  if (!cloudFront && (node.tryGetContext('signIn') ?? 'none') !== 'none')
    throw new Error('The context value signIn needs cloudFront=true: people sign in at the origin of the console.');
  if (issuer === 'none' || issuer === 'cognito') {
    if (client !== null || arn !== null || audience !== null)
      throw new Error('The context values signInClient, signInSecret and signInAudience need signIn=https://<issuer>.');
    return issuer === 'cognito' && cloudFront ? issuer : null;
  }
  if (client === null)
    throw new Error('The context value signIn needs signInClient: the id of a client of the issuer.');
  return { issuer, client, secret: arn, audience };
}

/** CloudFront takes certificates of one region only. */
const OF_CLOUDFRONT = 'us-east-1';

function edgeOf({ cloudFront, domainName: name, certificateArn: certificate, webAclArn: webAcl }: Given): Edge {
  if ((name === null) !== (certificate === null))
    throw new Error(
      'The context values domainName and certificateArn go together: a domain needs the certificate for its name.',
    );
  if (webAcl !== null && !cloudFront)
    throw new Error('The context value webAclArn needs cloudFront=true: an HTTP API takes no web ACL.');
  if (cloudFront && certificate !== null && !certificate.includes(`:${OF_CLOUDFRONT}:`))
    throw new Error(
      `The context value certificateArn has the form arn:aws:acm:${OF_CLOUDFRONT}:<account>:certificate/<id> with ` +
        'cloudFront=true: make the certificate in that region.',
    );
  return {
    domain: name === null || certificate === null ? null : { name, certificate },
    cloudFront: cloudFront ? { webAcl } : null,
  };
}
