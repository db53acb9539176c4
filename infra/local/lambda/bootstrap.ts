/** Handles invocations in a function's thread, one at a time. Output shares the results' port, to keep its order. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { BEHIND_THEM, FOR_REQUESTS, sendBatchesTo, sendWithoutTokens } from '../dynamodb/without-tokens.ts';
import { enforcePermissions } from '../iam/enforce.ts';
import { installClock } from './clock.ts';
import { type CompiledBundle, loadCompiled } from './compiled-bundle.ts';
import { functionError, type InvokeMessage, type WorkerData, type WorkerMessage } from './protocol.ts';

type Handler = (event: unknown, context: object) => Promise<unknown>;

const { name: functionName, directory, handler, clockOffset, ...beside } = workerData as WorkerData;
const { permissions, compiled, batchesPort, answers } = beside;
const post = (message: WorkerMessage) => parentPort?.postMessage(message);

/** Steps of priority between threads that answer requests and others: a tenth of the time. */
const LOWER = 10;

/** What was written in this turn of the event loop, and not posted yet. */
let written = '';

/** Each message wakes the runner, so lines that end an invocation go with its result. */
function captureOutput(): void {
  const write = (chunk: string | Uint8Array): boolean => {
    if (written === '') setImmediate(postOutput);
    written += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    return true;
  };
  process.stdout.write = write;
  process.stderr.write = write;
  process.on('exit', postOutput);
}

function takeOutput(): string {
  const text = written;
  written = '';
  return text;
}

function postOutput(): void {
  const output = takeOutput();
  if (output !== '') post({ type: 'output', output });
}

/** Lambda's runtime tries these endings in this order. */
const ENDINGS = ['.js', '.mjs', '.cjs'];

interface Loaded {
  readonly handle: Handler;
  readonly worked: CompiledBundle['worked'];
}

async function load(): Promise<Loaded> {
  const [module, name] = handler.split('.');
  const file = ENDINGS.map((ending) => join(directory, `${module}${ending}`)).find(existsSync);
  if (file === undefined) throw new Error(`No ${module}.{js,mjs,cjs} in the bundle.`);
  const { exports, worked } = await loadFile(file);
  const found = (exports as Record<string, unknown>)[name ?? ''];
  if (typeof found !== 'function') throw new Error(`${handler} is not a function.`);
  return { handle: found as Handler, worked };
}

async function loadFile(file: string): Promise<CompiledBundle> {
  if (file.endsWith('.cjs')) return loadCompiled(file, join(compiled, 'bundles', functionName));
  const exports: unknown = file.endsWith('.mjs')
    ? await import(pathToFileURL(file).href)
    : createRequire(import.meta.url)(file);
  return { exports, worked: () => undefined };
}

function contextOf({ requestId, functionName, functionArn, memoryMb, timeoutMs }: InvokeMessage): object {
  const deadline = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

async function run(loaded: Promise<Loaded>, message: InvokeMessage): Promise<void> {
  try {
    const { handle, worked } = await loaded;
    const value = await handle(JSON.parse(message.json), contextOf(message));
    post({ type: 'result', json: JSON.stringify(value) ?? 'null', output: takeOutput() });
    worked();
  } catch (error) {
    post({ type: 'error', error: functionError(error), output: takeOutput() });
  }
}

captureOutput();
installClock(clockOffset);
sendWithoutTokens(answers ? FOR_REQUESTS : BEHIND_THEM);
// Linux has a priority for each thread.
if (!answers && process.platform === 'linux') setPriority(Math.min(19, getPriority() + LOWER));
if (batchesPort !== null) sendBatchesTo(batchesPort);
enforcePermissions(permissions, (access) => post({ type: 'used', access }));
const loaded = load();
// Each waiting invocation reports a bundle that does not load.
loaded.catch(() => undefined).finally(() => post({ type: 'ready' }));
parentPort?.on('message', (message: InvokeMessage) => void run(loaded, message));
