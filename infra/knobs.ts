/** Every decision of the operator. The table in docs/deploying.md#context is made of this list, as a test checks. */
import type { Node } from 'constructs';
import { ENDPOINTS } from '../functions/endpoints.ts';
import { flag, type Knob, numbersByName, oneOf, text, whole } from './context.ts';

/** What AWS allows an account a second. */
export const MOST_REQUESTS = 10_000;
/** Write units of a new table, and of each of its indexes. */
const NEW_TABLE = 4_000;
/** What CloudWatch Logs takes, up to two years. */
const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731];

const endpoints = (): string[] => Object.values(ENDPOINTS).flatMap((of) => Object.keys(of));
const LIST = String.raw`[\w-]{1,64}=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** @param workers - names of the functions that answer no requests */
export const knobs = (workers: () => readonly string[]) => ({
  stage: text(/^[a-z][a-z0-9]{0,15}$/, 'staging', {
    meaning: 'which deployment it is: each stage has [stacks, tables, alarms and a file of its own](#stages)',
    otherwise: 'production',
  }),
  maxApiRate: whole(1, 1_000_000, {
    meaning: "requests an hour that a workspace's administrator may set in `api_rates`",
    // Ten times TextIt's limit.
    otherwise: 36_000,
  }),
  maxOpenJobs: whole(1, 1_000, {
    meaning: 'jobs of a workspace that callers asked for and that have not ended',
    // Each may be over every contact of its workspace, and the watchdog reads the list of all every five minutes.
    otherwise: 100,
  }),
  snapshotsFrom: whole(0, 2_000_000, {
    meaning: 'contacts from which a workspace is searched by a [snapshot](adr/007-search-access-paths.md); 0: none is',
    // With fewer, a search reads all of them from the tables in two requests.
    otherwise: 5_000,
  }),
  partsFrom: whole(0, 10_000_000, {
    meaning:
      'contacts of a snapshot beyond which several functions read it [at the same time](adr/108-snapshots-in-parts.md), unless its columns are in memory; 0: one function reads all',
    // A million take one function less than two seconds.
    otherwise: 1_500_000,
  }),
  athena: flag({
    meaning:
      '`true` lets analysts ask [snapshots by SQL](guides/snapshots.md#athena): a table and a workgroup of Athena, and columns for it in the files, which then are twice as large',
    otherwise: false,
  }),
  inboundMessageRate: whole(1, 1_000_000, {
    meaning:
      'messages a minute that the channels of a workspace take at once, and one channel half as many; more [wait](guides/channels.md#many-messages-at-once), and opt-outs never do',
    // One contact in a hundred writes every minute in a workspace of 120,000; more waits a little.
    otherwise: 1_200,
  }),
  inboundRequestRate: whole(1, MOST_REQUESTS, {
    meaning:
      'requests a second of `/in/…` from anybody, in bursts twice as many; API Gateway answers the others with 429, after which some providers do not send again',
    otherwise: 1_000,
    shown: '1,000, and 10 for each of `accountConcurrency` at most',
  }),
  signInRequestRate: whole(1, MOST_REQUESTS, {
    meaning: 'the same of `me.json` and of `/auth/…`, by which the console signs in, and of `/health`',
    otherwise: 50,
  }),
  apiRequestRate: whole(1, MOST_REQUESTS, {
    meaning: 'the same of each other endpoint',
    // A workspace may make 3,600 an hour: this is 200 of them at once, or one faulty script.
    otherwise: 200,
    shown: '200, and 5 for each of `accountConcurrency` at most',
  }),
  hourlyRequests: whole(0, 36_000_000, {
    meaning:
      'requests an hour above which the API [brakes itself](costs-and-limits.md#a-brake-on-the-bill) and somebody is told; 0: never',
    // Some seven dollars when each is a message.
    otherwise: 1_000_000,
  }),
  routeRates: numbersByName(endpoints, MOST_REQUESTS, {
    meaning: 'the same of certain endpoints: `contacts=500,jobs=50`',
  }),
  accountConcurrency: whole(10, 1_000_000, {
    meaning: 'concurrent Lambda executions that the account has for this deployment; `npm run deploy` finds it itself',
    otherwise: null,
    shown: 'not known',
  }),
  concurrency: numbersByName(workers, 1_000, {
    meaning: '[concurrent executions](#concurrency) of certain functions: `jobs-work=5,inbound-take=20`',
    shown: 'by the account',
  }),
  warmWriteUnits: whole(NEW_TABLE, 1_000_000, {
    meaning: 'write units a second that each table and index takes from the first second on; AWS charges once for it',
    otherwise: null,
    shown: 'those of a new table, 4,000',
  }),
  maxWriteUnits: whole(1, 1_000_000, {
    meaning: 'write units a second that each table and index never exceeds: a bound of the bill',
    otherwise: null,
    shown: "the account's",
  }),
  monthlyBudget: whole(0, 1_000_000, {
    meaning:
      'dollars a month of the whole account; the people whom alarms reach are told at 80 %, at 100 %, and when the month will come to it; 0 sets no budget',
    // Some two million archived contacts above the fixed costs.
    otherwise: 50,
  }),
  alarmEmail: text(/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, 'duty@example.org', {
    meaning: 'address of the person on duty, who gets a mail to confirm after the first deployment',
    otherwise: null,
    shown: 'none: somebody [subscribes](#4-subscribe-to-the-alarms)',
  }),
  // CloudFormation reads the parameter, so the address is in no template.
  alarmWebhook: text(
    /^(https:\/\/\S+|\{\{resolve:ssm:[\w./-]+(:\d+)?\}\})$/,
    'https://… or {{resolve:ssm:<parameter>}}',
    {
      meaning:
        'address of a chat that takes `{"text": …}`, such as an incoming webhook of Slack, Teams or Google Chat; it is a [secret](#4-subscribe-to-the-alarms)',
      otherwise: null,
      shown: 'none',
    },
  ),
  backupRegion: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'eu-central-1', {
    meaning:
      'another region, to which the tables are [copied every night](costs-and-limits.md#another-region), and the key at once; bootstrap CDK there, too',
    otherwise: null,
    shown: 'none',
  }),
  docsUrl: text(/^docs$|^https:\/\/[^\s]+[^/\s]$/, 'https://github.com/<you>/<repository>/blob/main/docs', {
    meaning: 'where your copy of the documentation is, to which alarms and the dashboard lead',
    otherwise: 'docs',
  }),
  logDays: oneOf(LOG_DAYS, {
    meaning: 'days for which logs are kept; after a restore, those of `project` say who was deleted',
    otherwise: 30,
  }),
  domainName: text(DOMAIN, 'api.example.org', {
    meaning: "the API's own name; the output `DomainTarget` says where to point the DNS entry",
    otherwise: null,
    shown: 'the name that AWS gives',
  }),
  certificateArn: text(
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/.+/,
    'arn:aws:acm:<region>:<account>:certificate/<id>',
    {
      meaning: "its certificate, in the API's region; with `cloudFront` in us-east-1",
      otherwise: null,
      shown: 'none',
    },
  ),
  cloudFront: flag({
    meaning:
      '`true` puts CloudFront in front: the console at `/`, HTTP/3, TLS near the caller, and a place for a firewall; it keeps no answers of the API',
    otherwise: false,
  }),
  webAclArn: text(
    /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/.+/,
    'arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>',
    {
      meaning:
        'a web ACL of AWS WAF for it (scope CLOUDFRONT, us-east-1), for instance against floods from one address',
      otherwise: null,
      shown: 'none',
    },
  ),
  inboundTopic: text(
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
    'arn:aws:sns:<region>:<account>:<name>, not FIFO',
    {
      meaning:
        'ARN of an SNS topic to which AWS End User Messaging publishes what people send ([channels](guides/channels.md#aws-end-user-messaging))',
      otherwise: null,
      shown: 'one that the stack makes',
    },
  ),
  optOutLists: text(new RegExp(`^${LIST}(,${LIST})*$`), 'Default=<workspace>,Other=<workspace>', {
    meaning:
      'opt-out lists of AWS End User Messaging that are read every quarter of an hour and [told of opt-outs](guides/channels.md#aws-end-user-messaging), each with its workspace: `Default=<uuid>,Other=<uuid>`',
    otherwise: null,
    shown: 'none',
  }),
  traces: flag({
    meaning:
      '`true` has X-Ray trace functions, with each call of DynamoDB, SQS and Secrets Manager; functions start some 50 ms later',
    otherwise: false,
  }),
  tracedPercent: whole(1, 100, {
    meaning: 'percent of the requests that are traced with `traces`, by a [sampling rule](costs-and-limits.md#traces)',
    otherwise: 5,
  }),
  signIn: text(/^(?:cognito|none|https:\/\/[^\s?#]+)$/, 'cognito, none, or https://<issuer>', {
    meaning:
      'by whom [people sign in](guides/sign-in.md): `cognito`, a user pool that the deployment makes with `cloudFront`; the issuer of another OpenID provider, exactly as it names itself; or `none`, for tokens only',
    otherwise: 'cognito',
  }),
  signInClient: text(/^[\x21-\x7e]{1,255}$/, 'the id of a client', {
    meaning: 'the id under which the provider knows this deployment',
    otherwise: null,
    shown: 'none',
  }),
  signInSecret: text(
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+/,
    'arn:aws:secretsmanager:<region>:<account>:secret:<name>',
    {
      meaning: 'ARN of the secret that holds the secret of that client, as its whole text',
      otherwise: null,
      shown: 'none',
    },
  ),
  signInAudience: text(/^[\x21-\x7e]{1,255}$/, 'an audience', {
    meaning: 'what access tokens of [programs of a person](guides/sign-in.md#programs-of-a-person) have as `aud`',
    otherwise: null,
    shown: 'the client',
  }),
  github: text(/^[\w.-]+\/[\w.-]+$/, 'owner/repository', {
    meaning:
      'the repository on GitHub whose environment with the name of the stage may deploy it: a stack with [its role](#7-from-then-on)',
    otherwise: null,
    shown: 'none',
  }),
  githubKnown: flag({
    meaning: '`true` where the account knows GitHub as an identity provider already, as by another stage',
    otherwise: false,
  }),
  discard: flag({
    meaning: '`true` lets everything be deleted with its stack; `npm run destroy -- --keep nothing` sets it',
    otherwise: false,
  }),
  restoredStage: text(/^[a-z][a-z0-9]{0,15}$/, 'production', {
    meaning: 'the stage whose tables were restored: only that stage is deployed onto them',
    otherwise: null,
    shown: 'none',
  }),
  contactsTable: text(/^[\w.-]{3,255}$/, 'dormouse-contacts-2', {
    meaning: 'the table of contacts that a restore has made, to be used from now on',
    otherwise: null,
    shown: "the data stack's",
  }),
  contactsStream: text(
    /^arn:aws[a-z-]*:dynamodb:.+:table\/[\w.-]+\/stream\/.+$/,
    'arn:aws:dynamodb:<region>:<account>:table/<name>/stream/<time>',
    {
      meaning: "ARN of that table's stream",
      otherwise: null,
      shown: "the data stack's",
    },
  ),
  workspaceTable: text(/^[\w.-]{3,255}$/, 'dormouse-workspace-2', {
    meaning: 'the table of workspaces that was restored to the same second',
    otherwise: null,
    shown: "the data stack's",
  }),
});

type Knobs = ReturnType<typeof knobs>;
export type Given = { readonly [Name in keyof Knobs]: Knobs[Name] extends Knob<infer T> ? T : never };

/** Reads every value; throws the name of one that is not possible, or not known. */
export function readKnobs(node: Node, workers: () => readonly string[]): Given {
  const all = knobs(workers);
  // CDK's own have a sign or a colon in their names.
  const unknown = Object.keys(node.getAllContext() as object).filter(
    (name) => /^[A-Za-z]+$/.test(name) && !(name in all),
  );
  if (unknown.length > 0)
    throw new Error(`No context value is called ${unknown.join(', ')}: docs/deploying.md#context has all of them.`);
  return Object.fromEntries(
    Object.entries(all).map(([name, { read }]) => [name, read(name, node.tryGetContext(name))]),
  ) as unknown as Given;
}

/** The table of docs/deploying.md#context. */
export const knobTable = (): string =>
  [
    '| context | meaning | default |',
    '|---|---|---|',
    ...Object.entries<Knob<unknown>>(knobs(() => [])).map(
      ([name, { meaning, otherwise }]) => `| \`${name}\` | ${meaning} | ${otherwise} |`,
    ),
  ].join('\n');
