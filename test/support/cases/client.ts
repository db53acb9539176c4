import type { Target } from '../api/api.ts';
import type { CaseAnswer, CaseRequest, Json } from './case.ts';
import { filled, type Names } from './names.ts';

/** Sends a case's request, its names filled in. */
export async function send(target: Target, token: string, request: CaseRequest, names: Names): Promise<CaseAnswer> {
  const { method = 'GET', body, text } = request;
  const path = String(filled(request.path, names));
  const url = path.startsWith('http') ? path : `${target.url}${path.startsWith('/') ? path : `/api/v2/${path}`}`;
  const written = body === undefined ? undefined : JSON.stringify(filled(body, names));
  const sent = text === undefined ? written : String(filled(text, names));
  const response = await (target.fetch ?? fetch)(url, {
    method,
    headers: headersOf(token, request, names),
    ...(sent !== undefined && { body: sent }),
  });
  return { method, url, status: response.status, headers: response.headers, body: parsed(await response.text()) };
}

function headersOf(token: string, request: CaseRequest, names: Names): Headers {
  const headers = new Headers({ authorization: `Token ${token}`, accept: 'application/json' });
  if (request.body !== undefined || request.text !== undefined) headers.set('content-type', 'application/json');
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, String(filled(value, names)));
  }
  return headers;
}

function parsed(text: string): Json {
  if (text === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
