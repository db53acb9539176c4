import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

export type Unstorable = 'too_large' | 'no_form';

/** The item is too large, or holds a value without a form in the table. Callers may see the message. */
export class UnstorableError extends Error {
  readonly reason: Unstorable;

  constructor(reason: Unstorable, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnstorableError';
    this.reason = reason;
  }
}

/** DynamoDB's names for an invalid request. */
const OF_THE_REQUEST: ReadonlySet<string> = new Set(['ValidationException', 'SerializationException']);

/** Whether DynamoDB refused the content of the request, and would again. */
export const isOfTheRequest = ({ name }: DynamoDBServiceException): boolean => OF_THE_REQUEST.has(name);

/** The error to throw for an answer to a write: UnstorableError when the request itself is wrong. */
export function asUnstorable(error: unknown): unknown {
  if (!(error instanceof DynamoDBServiceException) || !isOfTheRequest(error)) return error;
  return error.message.includes('Item size')
    ? new UnstorableError('too_large', 'This is too large to be stored.', { cause: error })
    : new UnstorableError('no_form', 'This cannot be stored.', { cause: error });
}
