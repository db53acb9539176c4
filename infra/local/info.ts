import type { Model } from './assembly/model.ts';
import { queueUrls, tableNames } from './names.ts';
import type { Services } from './services.ts';

/** What `GET /_local/info` shows: where things are, and their local names. */
export const infoOf = (model: Model, { engine, queues, sdkEnvironment }: Services): object => ({
  dynamodb: { engine: engine.name, endpoint: engine.endpoint, tables: tableNames(model) },
  queues: queueUrls(model),
  topics: { endpoint: queues.endpoint, arns: model.subscriptions.map(({ topic }) => topic) },
  secrets: {
    endpoint: sdkEnvironment['AWS_ENDPOINT_URL_SECRETS_MANAGER'],
    arns: model.secrets.map(({ arn }) => arn),
  },
  functions: model.functions.map(({ name }) => name),
  schedules: model.schedules.map(({ name }) => name),
});
