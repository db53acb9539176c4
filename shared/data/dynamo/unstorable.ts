/** What can never be stored, however often it is tried. */
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

export type Unstorable = 'too_large' | 'no_form';

/** Thrown for an item that is too large, or holds a value that has no form in the table. Its message is meant for callers. */
export class UnstorableError extends Error {
  readonly reason: Unstorable;

  constructor(reason: Unstorable, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnstorableError';
    this.reason = reason;
  }
}

/** How DynamoDB names what is wrong with the request itself. */
const OF_THE_REQUEST: ReadonlySet<string> = new Set(['ValidationException', 'SerializationException']);

/** Whether DynamoDB refused what the request holds, and would again. */
export const isOfTheRequest = ({ name }: DynamoDBServiceException): boolean => OF_THE_REQUEST.has(name);

/** The error to throw for one that DynamoDB answered to a write: UnstorableError for what is wrong with the request itself. */
export function asUnstorable(error: unknown): unknown {
  if (!(error instanceof DynamoDBServiceException) || !isOfTheRequest(error)) return error;
  return error.message.includes('Item size')
    ? new UnstorableError('too_large', 'This is too large to be stored.', { cause: error })
    : new UnstorableError('no_form', 'This cannot be stored.', { cause: error });
}
