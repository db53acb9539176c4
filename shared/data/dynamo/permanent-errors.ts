import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { isOfTheRequest, UnstorableError } from './unstorable.ts';

/** Errors that code itself throws, whatever DynamoDB would answer. */
const FAULTS = [TypeError, RangeError, SyntaxError];

/**
 * Whether what threw this error would throw it again, however often it is repeated: DynamoDB refuses what the request asks for (an item
 * above 400 KB, a value that no item can hold), or the code has a fault. False for everything that may pass: throttling, an outage, a
 * connection, a missing permission.
 */
export const isPermanentError = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException
    ? isOfTheRequest(error)
    : error instanceof UnstorableError || (FAULTS.some((fault) => error instanceof fault) && !isNetwork(error));

/** Node throws some failures of the network as TypeErrors, with a cause or a code. */
const isNetwork = (error: unknown): boolean => error instanceof Error && ('code' in error || error.cause !== undefined);
