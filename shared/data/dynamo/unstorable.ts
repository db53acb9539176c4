import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import { errorNamed } from '../../query/error-named.ts';

type Unstorable = 'too_large' | 'no_form';

/** The item is too large, or holds a value without a form in the table. */
export class UnstorableError extends errorNamed('UnstorableError') {
  readonly reason: Unstorable;
  readonly refusal: Refusal;

  constructor(reason: Unstorable, refusal: Refusal, options?: ErrorOptions) {
    super(refusal.code, options);
    this.reason = reason;
    this.refusal = refusal;
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
    ? new UnstorableError('too_large', { code: 'item_too_large' }, { cause: error })
    : new UnstorableError('no_form', { code: 'no_form' }, { cause: error });
}
