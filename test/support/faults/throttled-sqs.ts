/** How SQS refuses calls that are too many. */
import { awsJson } from '../../../infra/local/http/aws-json.ts';
import { type Intercept, readJson, type SdkCall } from '../../../infra/local/http/proxy.ts';
import type { HttpResponse } from '../../../infra/local/http/response.ts';

const THROTTLED = {
  __type: 'com.amazonaws.sqs#RequestThrottled',
  message: 'The request was denied due to request throttling.',
};
const refused = awsJson({ status: 400, body: THROTTLED });
const refusal = { ...refused, headers: { ...refused.headers, 'x-amzn-query-error': 'RequestThrottled;Sender' } };

interface Entry {
  readonly Id: string;
}

/** Answers like a throttled SQS: a batch in part, any other call not at all. */
export async function throttled(
  call: SdkCall,
  forward: Parameters<Intercept>[1],
  draw: () => number,
): Promise<HttpResponse> {
  if (call.operation !== 'SendMessageBatch') return refusal;
  const body = readJson(call);
  const entries = body['Entries'] as readonly Entry[];
  const taken = draw();
  const flags = entries.map(() => draw() < taken);
  if (!flags.includes(true)) return refusal;
  const answer = await forward(
    Buffer.from(JSON.stringify({ ...body, Entries: entries.filter((_, index) => flags[index]) })),
  );
  if (answer.status !== 200) return answer;
  const read = readJson(answer);
  const failed = entries
    .filter((_, index) => !flags[index])
    .map(({ Id }) => ({ Id, SenderFault: false, Code: 'ThrottlingException', Message: 'Rate exceeded' }));
  const Failed = [...((read['Failed'] as readonly unknown[] | undefined) ?? []), ...failed];
  return { ...answer, body: Buffer.from(JSON.stringify({ ...read, Failed })) };
}
