/** The baseline of every function's load time: only a document client. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = (): Promise<unknown> =>
  documents.send(new GetCommand({ TableName: 'none', Key: { pk: 'none' } }));
