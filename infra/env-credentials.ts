/** Replaces `@aws-sdk/credential-provider-node` in bundles: a Lambda function's credentials are in its environment. */
export const defaultProvider = () => {
  let read: Credentials | undefined;
  return async (): Promise<Credentials> => {
    // They stay the same as long as the process, and to ask for a variable is slow.
    read ??= {
      accessKeyId: required('AWS_ACCESS_KEY_ID'),
      secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
      ...(process.env['AWS_SESSION_TOKEN'] && { sessionToken: process.env['AWS_SESSION_TOKEN'] }),
    };
    return read;
  };
};

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: Lambda's environment holds no credentials`);
  return value;
}
