/** What every function's load time is compared with: a document client and nothing else. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = (): Promise<unknown> =>
  documents.send(new GetCommand({ TableName: 'none', Key: { pk: 'none' } }));
