import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { secretAt } from '../clients/kept-secret.ts';
import type { Config } from '../invocation/config.ts';

/** The header that CloudFront adds to each request, with a secret of the deployment. */
export const ORIGIN_HEADER = 'x-dormouse-origin';

/** Whether a request came by CloudFront, where the deployment has one. Otherwise it went past the firewall. */
export async function cameByEdge(
  { headers }: Pick<APIGatewayProxyEventV2, 'headers'>,
  { originSecretArn, traces }: Pick<Config, 'originSecretArn' | 'traces'>,
): Promise<boolean> {
  if (originSecretArn === undefined) return true;
  const given = Object.entries(headers).find(([name]) => name.toLowerCase() === ORIGIN_HEADER)?.[1];
  const one = Buffer.from(given ?? '');
  const other = Buffer.from(await secretAt(originSecretArn, traces));
  return one.length === other.length && timingSafeEqual(one, other);
}
