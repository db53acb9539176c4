/** Every decision of the operator; docs/deploying.md#context says what each means, and a test holds its defaults. */
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
  stage: text(/^[a-z][a-z0-9]{0,15}$/, 'staging', 'production'),
  // Ten times TextIt's limit.
  maxApiRate: whole(1, 1_000_000, 36_000),
  // Each may be over every contact of its workspace, and the watchdog reads the list of all every five minutes.
  maxOpenJobs: whole(1, 1_000, 100),
  // With fewer, a search reads all of them from the tables in two requests.
  snapshotsFrom: whole(0, 2_000_000, 5_000),
  // A million take one function less than two seconds.
  partsFrom: whole(0, 10_000_000, 1_500_000),
  athena: flag(false),
  // One contact in a hundred writes every minute in a workspace of 120,000; more waits a little.
  inboundMessageRate: whole(1, 1_000_000, 1_200),
  inboundRequestRate: whole(1, MOST_REQUESTS, 1_000),
  signInRequestRate: whole(1, MOST_REQUESTS, 50),
  // A workspace may make 3,600 an hour: this is 200 of them at once, or one faulty script.
  apiRequestRate: whole(1, MOST_REQUESTS, 200),
  // Some seven dollars when each is a message.
  hourlyRequests: whole(0, 36_000_000, 1_000_000),
  routeRates: numbersByName(endpoints, MOST_REQUESTS),
  accountConcurrency: whole(10, 1_000_000, null),
  concurrency: numbersByName(workers, 1_000),
  warmWriteUnits: whole(NEW_TABLE, 1_000_000, null),
  maxWriteUnits: whole(1, 1_000_000, null),
  // Some two million archived contacts above the fixed costs.
  monthlyBudget: whole(0, 1_000_000, 50),
  alarmEmail: text(/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, 'duty@example.org', null),
  // CloudFormation reads the parameter, so the address is in no template.
  alarmWebhook: text(
    /^(https:\/\/\S+|\{\{resolve:ssm:[\w./-]+(:\d+)?\}\})$/,
    'https://… or {{resolve:ssm:<parameter>}}',
    null,
  ),
  backupRegion: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'eu-central-1', null),
  docsUrl: text(/^docs$|^https:\/\/[^\s]+[^/\s]$/, 'https://github.com/<you>/<repository>/blob/main/docs', 'docs'),
  logDays: oneOf(LOG_DAYS, 30),
  domainName: text(DOMAIN, 'api.example.org', null),
  certificateArn: text(
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/.+/,
    'arn:aws:acm:<region>:<account>:certificate/<id>',
    null,
  ),
  cloudFront: flag(false),
  webAclArn: text(
    /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/.+/,
    'arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>',
    null,
  ),
  inboundTopic: text(
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
    'arn:aws:sns:<region>:<account>:<name>, not FIFO',
    null,
  ),
  optOutLists: text(new RegExp(`^${LIST}(,${LIST})*$`), 'Default=<workspace>,Other=<workspace>', null),
  traces: flag(false),
  tracedPercent: whole(1, 100, 5),
  signIn: text(/^(?:cognito|none|https:\/\/[^\s?#]+)$/, 'cognito, none, or https://<issuer>', 'cognito'),
  signInClient: text(/^[\x21-\x7e]{1,255}$/, 'the id of a client', null),
  signInSecret: text(
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+/,
    'arn:aws:secretsmanager:<region>:<account>:secret:<name>',
    null,
  ),
  signInAudience: text(/^[\x21-\x7e]{1,255}$/, 'an audience', null),
  github: text(/^[\w.-]+\/[\w.-]+$/, 'owner/repository', null),
  githubKnown: flag(false),
  discard: flag(false),
  restoredStage: text(/^[a-z][a-z0-9]{0,15}$/, 'production', null),
  contactsTable: text(/^[\w.-]{3,255}$/, 'dormouse-contacts-2', null),
  contactsStream: text(
    /^arn:aws[a-z-]*:dynamodb:.+:table\/[\w.-]+\/stream\/.+$/,
    'arn:aws:dynamodb:<region>:<account>:table/<name>/stream/<time>',
    null,
  ),
  workspaceTable: text(/^[\w.-]{3,255}$/, 'dormouse-workspace-2', null),
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
