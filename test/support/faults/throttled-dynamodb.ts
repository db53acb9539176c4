/** How DynamoDB throttles calls: each operation in its own way. */
import { awsJson } from '../../../infra/local/http/aws-json.ts';
import { type Intercept, readJson, type SdkCall } from '../../../infra/local/http/proxy.ts';
import type { HttpResponse } from '../../../infra/local/http/response.ts';

const MODEL = 'com.amazonaws.dynamodb.v20120810#';
const PROVISIONED =
  'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.';
const ON_DEMAND =
  'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly.';

/** Refusals of a whole call; it is not documented which one an on-demand table gives. */
const REFUSALS = [
  { __type: `${MODEL}ProvisionedThroughputExceededException`, message: PROVISIONED },
  { __type: 'com.amazon.coral.availability#ThrottlingException', message: ON_DEMAND },
  {
    __type: `${MODEL}RequestLimitExceeded`,
    message: 'Throughput exceeds the current throughput limit for your account.',
  },
] as const;

/** Refusals of an action in a transaction. */
const REASONS = [
  { Code: 'ThrottlingError', Message: ON_DEMAND },
  { Code: 'ProvisionedThroughputExceeded', Message: PROVISIONED },
] as const;

const refusal = (body: object): HttpResponse => awsJson({ status: 400, body });

/** A random number, at least 0 and less than 1. */
type Draw = () => number;

const pick = <All extends readonly [object, ...object[]]>(all: All, draw: Draw): All[number] =>
  all[Math.floor(draw() * all.length)] ?? all[0];

/** Answers like a throttled DynamoDB: batches in part or not at all, transactions by one action, others wholly. */
export function throttled(call: SdkCall, forward: Parameters<Intercept>[1], draw: Draw): Promise<HttpResponse> {
  switch (call.operation) {
    case 'BatchWriteItem':
    case 'BatchGetItem':
      return inPart(call, forward, draw);
    case 'BatchExecuteStatement':
      return byStatement(call, forward, draw);
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return Promise.resolve(refusal(cancelled(readJson(call)['TransactItems'] as readonly unknown[], draw)));
    default:
      return Promise.resolve(refusal(pick(REFUSALS, draw)));
  }
}

function cancelled(actions: readonly unknown[], draw: Draw): object {
  const at = Math.floor(draw() * actions.length);
  const reasons = actions.map((_, index) => (index === at ? pick(REASONS, draw) : { Code: 'None' }));
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return {
    __type: `${MODEL}TransactionCanceledException`,
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: reasons,
  };
}

/** Refusals of a statement in a batch. */
const STATEMENT_ERRORS = [
  { Code: 'ThrottlingError', Message: ON_DEMAND },
  { Code: 'ProvisionedThroughputExceeded', Message: PROVISIONED },
  { Code: 'RequestLimitExceeded', Message: 'Throughput exceeds the current throughput limit for your account.' },
] as const;

/** Passes a random part of the statements on, and refuses each of the others. Of none, also the call as a whole. */
async function byStatement(call: SdkCall, forward: Parameters<Intercept>[1], draw: Draw): Promise<HttpResponse> {
  const body = readJson(call);
  const all = body['Statements'] as readonly unknown[];
  const share = draw();
  const taken = all.map(() => draw() < share);
  const some = all.filter((_, index) => taken[index]);
  if (some.length === 0) return draw() < 0.5 ? refusal(pick(REFUSALS, draw)) : answered({}, taken, draw);
  const answer = await forward(Buffer.from(JSON.stringify({ ...body, Statements: some })));
  return answer.status === 200 ? answered(readJson(answer), taken, draw) : answer;
}

/** The answers of those that were taken, between refusals of the others. */
function answered(read: Readonly<Record<string, unknown>>, taken: readonly boolean[], draw: Draw): HttpResponse {
  const done = [...((read['Responses'] ?? []) as readonly unknown[])];
  const Responses = taken.map((one) => (one ? done.shift() : { Error: pick(STATEMENT_ERRORS, draw) }));
  return awsJson({ status: 200, body: { ...read, Responses } });
}

/** Writes by table, or keys by table with their options. */
type Batch = Readonly<Record<string, readonly unknown[] | { readonly Keys: readonly unknown[] }>>;

/** Passes a random part of a batch on, and returns the rest as unprocessed. */
async function inPart(call: SdkCall, forward: Parameters<Intercept>[1], draw: Draw): Promise<HttpResponse> {
  const body = readJson(call);
  const taken = draw();
  const { done, rest } = split(body['RequestItems'] as Batch, () => draw() < taken);
  if (Object.keys(done).length === 0) return refusal(pick(REFUSALS, draw));
  const answer = await forward(Buffer.from(JSON.stringify({ ...body, RequestItems: done })));
  if (answer.status !== 200) return answer;
  const name = call.operation === 'BatchGetItem' ? 'UnprocessedKeys' : 'UnprocessedItems';
  const read = readJson(answer);
  return { ...answer, body: Buffer.from(JSON.stringify({ ...read, [name]: { ...(read[name] as object), ...rest } })) };
}

function split(batch: Batch, isTaken: () => boolean): { readonly done: Batch; readonly rest: Batch } {
  const done: Record<string, Batch[string]> = {};
  const rest: Record<string, Batch[string]> = {};
  for (const [table, requests] of Object.entries(batch)) {
    const all = 'Keys' in requests ? requests.Keys : requests;
    const flags = all.map(isTaken);
    const part = (flag: boolean) => all.filter((_, index) => flags[index] === flag);
    const as = (some: readonly unknown[]) => ('Keys' in requests ? { ...requests, Keys: some } : some);
    if (flags.includes(true)) done[table] = as(part(true));
    if (flags.includes(false)) rest[table] = as(part(false));
  }
  return { done, rest };
}
