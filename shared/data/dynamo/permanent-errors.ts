import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { isOfTheRequest, UnstorableError } from './unstorable.ts';

/** Errors of the code itself, whatever DynamoDB would answer. */
const FAULTS = [TypeError, RangeError, SyntaxError];

/**
 * Whether the same call would fail again: DynamoDB refuses its content, or the code has a fault. False for what may
 * pass: throttling, an outage, a lost connection, a missing permission.
 */
export const isPermanentError = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException
    ? isOfTheRequest(error)
    : error instanceof UnstorableError || (FAULTS.some((fault) => error instanceof fault) && !isNetwork(error));

/** Node throws some network failures as TypeErrors with a cause or a code. */
const isNetwork = (error: unknown): boolean => error instanceof Error && ('code' in error || error.cause !== undefined);
