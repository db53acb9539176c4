/** The settings of a function, from its environment; read once in a container, and only at the edge. */
export interface Config {
  readonly service: string;
  readonly contactsTable: string;
  readonly workspaceTable: string;
  /** Absent in functions that hash no addresses and send no work. */
  readonly hmacSecretArn: string | undefined;
  readonly selectQueueUrl: string | undefined;
  readonly workQueueUrl: string | undefined;
}

/** Reads the environment; throws, naming the variable, when one that every function needs is missing. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    service: required(env, 'POWERTOOLS_SERVICE_NAME'),
    contactsTable: required(env, 'CONTACTS_TABLE'),
    workspaceTable: required(env, 'WORKSPACE_TABLE'),
    hmacSecretArn: env['HMAC_SECRET_ARN'],
    selectQueueUrl: env['SELECT_QUEUE_URL'],
    workQueueUrl: env['WORK_QUEUE_URL'],
  };
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
