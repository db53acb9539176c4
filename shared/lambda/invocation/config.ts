/** The OpenID provider by which people sign in, and who this service is for it. */
export interface SignInConfig {
  readonly issuer: string;
  readonly client: string;
  /** Where its secret is. Without one, only PKCE proves that whoever has the code asked for it. */
  readonly secretArn?: string | undefined;
  /** What access tokens of people's programs are for, where it is not the client. */
  readonly audience?: string | undefined;
}

/** The settings of a function, read from its environment once in a container, and only at the edge. */
export interface Config {
  readonly service: string;
  readonly contactsTable: string;
  readonly workspaceTable: string;
  /** Absent in functions that hash no addresses and send no work. */
  readonly hmacSecretArn: string | undefined;
  readonly selectQueueUrl: string | undefined;
  readonly workQueueUrl: string | undefined;
  readonly deliveriesQueueUrl: string | undefined;
  readonly inboundQueueUrl: string | undefined;
  readonly pullQueueUrl: string | undefined;
  readonly snapshotsQueueUrl?: string | undefined;
  /** Searches of workspaces with so many contacts go by a snapshot; absent where none does. */
  readonly snapshotsFrom?: number | undefined;
  /** The function that reads parts of snapshots, how many a search asks at a time, and from how many rows on. */
  readonly searchParts?:
    | { readonly name: string; readonly most: number; readonly from: number; readonly release: string }
    | undefined;
  /** Whether files of snapshots have columns for engines of SQL. */
  readonly snapshotsForSql?: boolean;
  /** The code that reads parts of snapshots, for the function that does. */
  readonly partsRelease?: string | undefined;
  /** Whether webhooks and import sources may lead to `http://127.0.0.1`: for tests on one machine, never deployed. */
  readonly webhooksToLoopback: boolean;
  /** Whether it calls no webhook: where somebody tries a file of contacts, never deployed. */
  readonly sendsNothing: boolean;
  /** The service's own names, with a port where it has one; only for functions of webhooks. */
  readonly ownHosts: readonly string[];
  readonly filesQueueUrl: string | undefined;
  /** Queues whose messages wait for a person, as `name=url,…`; only for the watchdog. */
  readonly deadLetterQueues?: string | undefined;
  /** Queues whose messages functions handle, as `name=name on AWS,…`; only for the watchdog. */
  readonly workQueues?: string | undefined;
  /** Readers of queues that may sleep, as `queue=uuid of the mapping,…`; only for the watchdog, and on AWS. */
  readonly sleepers?: string | undefined;
  /** Only for the function that follows the stream. */
  readonly passedOverQueueUrl: string | undefined;
  /** Only for functions that read or write files. */
  readonly filesBucket: string | undefined;
  /** Only for the function that publishes events. */
  readonly eventBusName: string | undefined;
  /** Requests an hour, at most, for any workspace; absent in functions that answer no requests. */
  readonly maxApiRate: number | undefined;
  /** Messages a minute that a workspace's channels take at once; only for the function that receives them. */
  readonly inboundRate?: number | undefined;
  /** Where the header of CloudFront's requests is, by which they are known; absent where requests come directly. */
  readonly originSecretArn?: string | undefined;
  /** AWS opt-out lists with their workspaces, in the operator's form; only for functions that use them. */
  readonly optOutLists: string | undefined;
  /** Whether traces show each call of an AWS service. */
  readonly traces: boolean;
  /** Open jobs of a workspace, at most; absent in functions that answer no requests. */
  readonly maxOpenJobs: number | undefined;
  /** Absent where people do not sign in, and in functions that need not know. */
  readonly signIn?: SignInConfig;
  /** Slices of jobs that are done at a time, on one machine; absent in a deployment. */
  readonly workersAtOnce?: number | undefined;
}

/** Reads the environment; throws the name of a missing variable that every function needs. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    service: required(env, 'POWERTOOLS_SERVICE_NAME'),
    contactsTable: required(env, 'CONTACTS_TABLE'),
    workspaceTable: required(env, 'WORKSPACE_TABLE'),
    hmacSecretArn: env['HMAC_SECRET_ARN'],
    selectQueueUrl: env['SELECT_QUEUE_URL'],
    workQueueUrl: env['WORK_QUEUE_URL'],
    deliveriesQueueUrl: env['DELIVERIES_QUEUE_URL'],
    inboundQueueUrl: env['INBOUND_QUEUE_URL'],
    pullQueueUrl: env['PULL_QUEUE_URL'],
    snapshotsQueueUrl: env['SNAPSHOTS_QUEUE_URL'],
    snapshotsFrom: whole(env, 'SNAPSHOTS_FROM'),
    searchParts: partsIn(env),
    partsRelease: env['PARTS_RELEASE'],
    snapshotsForSql: env['SNAPSHOTS_FOR_SQL'] === 'on',
    webhooksToLoopback: env['WEBHOOKS_TO_LOOPBACK'] === 'on',
    sendsNothing: env['SENDS_NOTHING'] === 'on',
    ownHosts: (env['OWN_HOSTS'] ?? '').split(',').filter((host) => host !== ''),
    filesQueueUrl: env['FILES_QUEUE_URL'],
    deadLetterQueues: env['DEAD_LETTER_QUEUES'],
    workQueues: env['WORK_QUEUES'],
    sleepers: env['SLEEPERS'],
    passedOverQueueUrl: env['PASSED_OVER_QUEUE_URL'],
    filesBucket: env['FILES_BUCKET'],
    eventBusName: env['EVENT_BUS_NAME'],
    maxApiRate: whole(env, 'MAX_API_RATE'),
    inboundRate: whole(env, 'INBOUND_RATE'),
    originSecretArn: env['ORIGIN_SECRET_ARN'],
    optOutLists: env['OPT_OUT_LISTS'],
    traces: env['TRACES'] === 'on',
    maxOpenJobs: whole(env, 'MAX_OPEN_JOBS'),
    workersAtOnce: whole(env, 'WORKERS_AT_ONCE'),
    ...(env['SIGN_IN_ISSUER'] && {
      signIn: {
        issuer: env['SIGN_IN_ISSUER'],
        client: env['SIGN_IN_CLIENT'] ?? '',
        secretArn: env['SIGN_IN_SECRET_ARN'],
        audience: env['SIGN_IN_AUDIENCE'],
      },
    }),
  };
}

function partsIn(env: NodeJS.ProcessEnv): Config['searchParts'] {
  const name = env['PARTS_FUNCTION'];
  const most = whole(env, 'PARTS_AT_MOST');
  const from = whole(env, 'PARTS_FROM');
  return name && most && from ? { name, most, from, release: env['PARTS_RELEASE'] ?? '' } : undefined;
}

function whole(env: NodeJS.ProcessEnv, name: string): number | undefined {
  const text = env[name];
  if (text === undefined || /^[1-9]\d{0,8}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new Error(`The environment variable ${name} is a whole number above 0, not "${text}".`);
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
