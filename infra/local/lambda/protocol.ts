import type { Permissions } from '../iam/enforce.ts';
import type { Access } from '../iam/is-allowed.ts';

/** What a worker thread is started with. */
export interface WorkerData {
  readonly name: string;
  readonly directory: string;
  /** `file.export`, as the template names it. */
  readonly handler: string;
  readonly clockOffset: SharedArrayBuffer;
  readonly permissions: Permissions;
  /** Where compiled code is kept. */
  readonly compiled: string;
  /** The local port to which batches for DynamoDB go; null: to the engine itself. */
  readonly batchesPort: number | null;
  /** Whether it answers requests. Others leave the processors and the engine to those that do. */
  readonly answers: boolean;
}

export interface InvokeMessage {
  readonly requestId: string;
  /** The event as JSON, which is cheaper to hand over than an object. */
  readonly json: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
}

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type WorkerMessage =
  /** The bundle is loaded, or has failed to load. */
  | { readonly type: 'ready' }
  | { readonly type: 'output'; readonly output: string }
  /** The first use of a permission in this thread. */
  | { readonly type: 'used'; readonly access: Access }
  /** The value went through JSON, as on Lambda. */
  | { readonly type: 'result'; readonly json: string; readonly output: string }
  | { readonly type: 'error'; readonly error: FunctionError; readonly output: string };

export const functionError = (error: unknown): FunctionError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] }
    : { errorType: 'Error', errorMessage: String(error) };
