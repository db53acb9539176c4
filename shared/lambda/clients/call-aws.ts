import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { patience } from '../../data/dynamo/index.ts';

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Who calls, and where. */
export interface AwsCaller {
  readonly region: string;
  readonly credentials: Credentials;
}

interface AwsCall {
  /** The name by which requests are signed, such as `apigateway`. */
  readonly service: string;
  readonly method: 'POST' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A function calls by its own role. */
export const ofFunction = ({
  AWS_REGION: region = '',
  AWS_ACCESS_KEY_ID: accessKeyId = '',
  AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
  AWS_SESSION_TOKEN: sessionToken = '',
}: NodeJS.ProcessEnv): AwsCaller => ({ region, credentials: { accessKeyId, secretAccessKey, sessionToken } });

/** One signed call of an AWS service whose client is not installed; throws what AWS answers to a refused one. */
export async function callAws({ region, credentials }: AwsCaller, call: AwsCall): Promise<string> {
  const { service, method, url, body } = call;
  const { hostname, port, pathname: path, protocol, host } = new URL(url);
  const signer = new SignatureV4({ service, region, credentials, sha256: Hash.bind(null, 'sha256') });
  const headers = { host, ...call.headers };
  const where = { hostname, path, protocol, query: {}, ...(port !== '' && { port: Number(port) }) };
  const signed = await signer.sign({ method, headers, body, ...where });
  const answer = await fetch(url, {
    method,
    headers: signed.headers,
    body,
    signal: AbortSignal.timeout(patience().silence()),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${service} answers ${answer.status}: ${text}`);
  return text;
}
