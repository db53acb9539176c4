import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { isOfTheRequest, UnstorableError } from './unstorable.ts';

/** Errors of the code itself, whatever DynamoDB would answer. */
const FAULTS = [TypeError, RangeError, SyntaxError];

/** Whether the same call would fail again: a content refused by DynamoDB, or a fault here. False for what may pass. */
export const isPermanentError = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException
    ? isOfTheRequest(error)
    : error instanceof UnstorableError || (FAULTS.some((fault) => error instanceof fault) && !isNetwork(error));

/** Node throws some network failures as TypeErrors with a cause or a code. */
const isNetwork = (error: unknown): boolean => error instanceof Error && ('code' in error || error.cause !== undefined);
