/** The tools for faults of the local runner: what AWS does now and then, by chance or aimed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultTools } from '../../../infra/local/faults.ts';
import { awsJson } from '../../../infra/local/http/aws-json.ts';
import type { Intercept } from '../../../infra/local/http/proxy.ts';
import { AS_AWS, createFaults, type RunnerFaults } from './faults.ts';
import { readFaults } from './faults-request.ts';
import { laggingIndexes } from './lagging-indexes.ts';
import { throttled as throttledDynamo } from './throttled-dynamodb.ts';
import { throttled as throttledSqs } from './throttled-sqs.ts';

/** How AWS refuses what a new policy allows and not every one of its machines knows yet. */
const DENIED = awsJson({
  status: 400,
  body: { __type: 'AccessDeniedException', message: 'No identity-based policy allows the action' },
});

/** A call that is broken does nothing: a closed connection was one that AWS had kept and no longer knew. */
const unlessBroken =
  (service: 'dynamodb' | 'sqs', faults: RunnerFaults, intercept: Intercept): Intercept =>
  (call, forward) => {
    const how = faults.breaks(service, call.operation);
    if (how === 'deny') return Promise.resolve(DENIED);
    if (how === 'close') return Promise.reject(new Error('The connection is closed'));
    return how === 'silent' ? new Promise(() => undefined) : intercept(call, forward);
  };

const tools: FaultTools = ({ asAws, urls, functions, now }) => {
  const faults = createFaults((name) => urls[name]);
  // As a deployment meets them now and then.
  if (asAws) faults.set(AS_AWS);
  const lagging = laggingIndexes({ delayMs: () => faults.indexDelayMs, now });
  const dynamodb: Intercept = async (call, forward) => {
    if (faults.slowMs > 0) await sleep(faults.slowMs);
    const written: typeof forward = (body, other) =>
      other === undefined ? lagging({ ...call, body }, forward) : forward(body, other);
    if (!faults.throttles('dynamodb', call.operation)) return written(call.body);
    return throttledDynamo(call, written, () => faults.draw(`dynamodb form ${call.operation}`));
  };
  const sqs: Intercept = async (call, forward) => {
    if (!faults.throttles('sqs', call.operation)) return forward(call.body);
    return throttledSqs(call, forward, () => faults.draw(`sqs form ${call.operation}`));
  };
  return {
    killAfter: faults.killAfter,
    untilFree: faults.untilFree,
    refuses: faults.refuses,
    deliveries: faults.deliveries,
    delay: faults.delay,
    dynamodb: unlessBroken('dynamodb', faults, dynamodb),
    sqs: unlessBroken('sqs', faults, sqs),
    get proxied() {
      return faults.proxied;
    },
    report: () => faults.report(),
    change(body) {
      const read = readFaults(body, { functions, queues: Object.keys(urls) });
      if ('problems' in read) return read.problems;
      faults.set(read.faults);
      return null;
    },
  };
};

export default tools;
