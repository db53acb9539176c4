/** Bodies that are forms, as `curl -d name=Ann` sends them, by the rules of Django REST framework (as in TextIt). */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Shape } from './endpoint.ts';
import { refuse } from './errors.ts';
import { formFields } from './form-fields.ts';
import { BODY_BYTES, refuseBytes } from './json-body.ts';

const FORM = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

export const isForm = ({ headers, body }: APIGatewayProxyEventV2): boolean =>
  Boolean(body?.trim()) && FORM.test(headers['content-type'] ?? '');

/**
 * The fields of a form, as JSON would have them. A list is a repeated name, or `urns[0]`, `urns[1]`; a map is
 * `fields.age`; any other JSON is given as text. An empty value clears a nullable field, else it counts as missing, and
 * missing stays missing. Throws 400 for a file and for no form; 413 for more than `most` bytes or 2,000 values.
 */
export async function readFormBody(
  event: APIGatewayProxyEventV2,
  shape: Shape,
  most = BODY_BYTES,
): Promise<Readonly<Record<string, unknown>>> {
  refuseBytes(event, most);
  const { body = '', isBase64Encoded, headers } = event;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const form = await formFields(bytes, headers['content-type'] ?? '', shape);
  if ('refusal' in form) throw refuse(form.refusal, form.status);
  return form.fields;
}
