import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';

/** Errors whose message quotes input: JSON.parse and BigInt quote their text, DynamoDB a value or key. */
const QUOTING: ReadonlySet<string> = new Set(['SyntaxError', 'ValidationException', 'SerializationException']);

/** An error for the log: name, place, causes, and a message without values, since logs outlive a deleted person. */
function forLog(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(`a thrown ${typeof error}`);
  const { name, message, stack = '', cause } = error;
  const shown = QUOTING.has(name) ? 'not logged, since it may quote a value' : message;
  const logged = new Error(shown, cause === undefined ? {} : { cause: forLog(cause) });
  const frames = stack.split('\n').filter((line) => FRAME.test(line));
  return Object.assign(logged, { name, stack: [`${name}: ${shown}`, ...frames].join('\n') });
}

const FRAME = /^ {4}at /;

/** Powertools' lines, with every error in them as `forLog` gives it. */
class Format extends LogFormatter {
  formatAttributes(own: UnformattedAttributes, more: LogAttributes): LogItem {
    const { lambdaContext: context } = own;
    const attributes = {
      level: own.logLevel,
      message: own.message,
      timestamp: this.formatTimestamp(own.timestamp),
      service: own.serviceName,
      // A release watches the errors of its own version.
      version: process.env['AWS_LAMBDA_FUNCTION_VERSION'],
      cold_start: context?.coldStart,
      function_arn: context?.invokedFunctionArn,
      function_memory_size: context?.memoryLimitInMB,
      function_name: context?.functionName,
      function_request_id: context?.awsRequestId,
      sampling_rate: own.sampleRateValue,
      xray_trace_id: own.xRayTraceId,
    };
    return new LogItem({ attributes }).addAttributes(more);
  }

  override formatError(error: Error): LogAttributes {
    return super.formatError(forLog(error));
  }
}

export const openLog = (): Logger => new Logger({ logFormatter: new Format() });
