import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import type { BucketSpec } from '../assembly/model.ts';
import { errorXml, escapeXml, MissingError, S3Error } from './error.ts';
import { checkPolicy, readForm, withinRange } from './form.ts';
import { type Multipart, openMultipart, PARTS } from './multipart.ts';
import { requireSigned } from './signed.ts';
import type { Details, ObjectStore } from './store.ts';

interface S3Options {
  readonly store: ObjectStore;
  readonly buckets: readonly BucketSpec[];
  readonly secret: string;
  /** The path that comes before the bucket; none by default. */
  readonly place?: string;
  /** The host for which links are signed, whatever a proxy makes of it; by default that of the request. */
  readonly linkHost?: string | undefined;
  readonly now: () => number;
  /** Whether the function whose session it is, or the owner without one, may know that there is no such file. */
  readonly maySeeMissing: (session: string | null, bucket: string, key: string) => boolean;
}

interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

/** The part of S3 that we need, by path (`/<bucket>/<key>`): whole and parts, forms, links. */
export function createS3({
  store,
  buckets,
  secret,
  now,
  maySeeMissing,
  place = '',
  linkHost,
}: S3Options): RequestListener {
  let sweptAt = 0;
  /** Before an answer, at most once a minute: expired objects are gone for everyone. */
  function sweep(): void {
    if (Math.abs(now() - sweptAt) < MINUTE_MS) return;
    sweptAt = now();
    expireOld({ store, buckets, now });
  }
  const multipart = openMultipart(store);

  async function putObject({ request, response, bucket, key, query }: Call): Promise<void> {
    const id = query.get('uploadId');
    if (id !== null) return putPart(id, { request, response, query });
    const encryption = encryptionOf(request);
    if (encryption === null && buckets.some(({ name, encrypted }) => name === bucket && begins(key, encrypted)))
      throw new S3Error(403, 'AccessDenied', 'An explicit deny in a resource-based policy: it must be encrypted');
    const how = {
      type: request.headers['content-type'] ?? 'binary/octet-stream',
      onlyNew: request.headers['if-none-match'] === '*',
      ...(encryption !== null && { encryption }),
    };
    const details = await store.put(bucket, key, request, how);
    if (details === null)
      throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
    response.writeHead(200, { etag: details.etag }).end();
  }

  async function putPart(id: string, { request, response, query }: Pick<Call, 'request' | 'response' | 'query'>) {
    const { 'x-amz-copy-source': source, 'x-amz-copy-source-range': range } = request.headers;
    const number = Number(query.get('partNumber'));
    if (source === undefined) {
      const { etag } = await multipart.put(id, number, request);
      response.writeHead(200, { etag }).end();
    } else {
      const { etag } = await multipart.copy(id, number, String(source), range?.toString());
      sendXml(response, `<CopyPartResult><ETag>${escapeXml(etag)}</ETag></CopyPartResult>`);
    }
  }

  function getObject({ request, response, bucket, key, query }: Call): void {
    const stored = store.find(bucket, key);
    if (stored === null) throw new MissingError(bucket, key);
    const { size } = stored.details;
    const range = rangeOf(request.headers.range, size);
    const disposition = query.get('response-content-disposition');
    response.writeHead(range ? 206 : 200, {
      ...headersOf(stored.details),
      'accept-ranges': 'bytes',
      'content-length': range ? range.end - range.start + 1 : size,
      ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${size}` }),
      ...(disposition && { 'content-disposition': disposition }),
    });
    if (request.method === 'HEAD' || size === 0) response.end();
    else store.open(stored, range ?? { start: 0, end: size - 1 }).pipe(response);
  }

  async function upload({ request, response, bucket }: Call): Promise<void> {
    const form = await readForm(request);
    const range = checkPolicy(form, bucket, secret, now());
    const limited = form.file.pipe(withinRange(range));
    form.file.on('error', (error) => limited.destroy(error));
    const { key = '', 'content-type': type = 'binary/octet-stream' } = form.fields;
    const details = await store.put(bucket, key, limited, { type, onlyNew: false });
    response.writeHead(204, { etag: details?.etag ?? '' }).end();
  }

  async function post(call: Call): Promise<void> {
    const { request, response, bucket, key, query } = call;
    if (key === '') return upload(call);
    const id = query.get('uploadId');
    if (id === null) {
      const made = await multipart.create(bucket, key, request.headers['content-type'] ?? 'binary/octet-stream');
      return sendXml(
        response,
        `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><UploadId>${made}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    const named = partsNamed(await readText(request));
    // As S3 does, it begins its answer before a long upload is put together, so that nobody takes it for silent.
    const waiting = setInterval(() => beginXml(response).write(' '), 1_000);
    const { etag } = await multipart.complete(id, named).finally(() => clearInterval(waiting));
    sendXml(
      response,
      `<CompleteMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><ETag>${escapeXml(etag)}</ETag></CompleteMultipartUploadResult>`,
    );
  }

  /** All at once, however many there are. */
  function list({ response, bucket, query }: Call): void {
    const prefix = query.get('prefix') ?? '';
    const delimiter = query.get('delimiter');
    sendXml(
      response,
      query.has('uploads')
        ? uploadsXml(multipart.list(bucket, prefix))
        : listXml(store.keys(bucket, prefix), prefix, delimiter),
    );
  }

  async function answer(call: Call): Promise<void> {
    const { request, response, bucket, key } = call;
    sweep();
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') {
      const allowed = { 'access-control-allow-methods': 'GET, POST', 'access-control-allow-headers': '*' };
      response.writeHead(200, allowed).end();
      return;
    }
    // A form carries the signature of its policy.
    if (request.method !== 'POST' || key !== '') requireSigned(request, { secret, now: now(), linkHost });
    if (!buckets.some(({ name }) => name === bucket))
      throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
    else if (request.method === 'PUT') await putObject(call);
    else if (request.method === 'GET' && isList(call.query)) list(call);
    else if (request.method === 'GET' || request.method === 'HEAD') getObject(call);
    else if (request.method === 'POST') await post(call);
    else if (request.method === 'DELETE') {
      const upload = call.query.get('uploadId');
      if (upload === null) store.remove(bucket, key);
      else multipart.abort(upload);
      response.writeHead(204).end();
    } else throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
  }

  return (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://local');
    const [, bucket = '', ...path] = pathname.slice(place.length).split('/');
    const call = { request, response, bucket, key: decodeURIComponent(path.join('/')), query };
    answer(call).catch((error: unknown) => {
      const isSecret = error instanceof MissingError && !maySeeMissing(sessionOf(call), error.bucket, error.key);
      refuse(response, request, isSecret ? new S3Error(403, 'AccessDenied', 'Access Denied') : error);
    });
  };
}

/** Whose credentials have signed a request. Functions have sessions, as in Lambda. */
const sessionOf = ({ request, query }: Call): string | null =>
  request.headers['x-amz-security-token']?.toString() ?? query.get('X-Amz-Security-Token');

const begins = (key: string, prefixes: readonly string[]): boolean => prefixes.some((one) => key.startsWith(one));

/** The context for which KMS is asked for a key; null without KMS. */
function encryptionOf({ headers }: IncomingMessage): string | null {
  if (headers['x-amz-server-side-encryption'] !== 'aws:kms') return null;
  return Buffer.from(String(headers['x-amz-server-side-encryption-context'] ?? ''), 'base64').toString();
}

const isList = (query: URLSearchParams): boolean => query.get('list-type') === '2' || query.has('uploads');

/** The parts that a request completes an upload with, in its order. */
const partsNamed = (xml: string) =>
  [...xml.matchAll(/<Part>.*?<\/Part>/gs)].map(([part]) => ({
    number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
    etag: (/<ETag>(.*?)</.exec(part)?.[1] ?? '').replaceAll(/&quot;|&#34;/g, '"'),
  }));

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Deletes what is older than its bucket keeps it, and parts of unfinished uploads. */
export function expireOld({ store, buckets, now }: Pick<S3Options, 'store' | 'buckets' | 'now'>): void {
  for (const { name, days: rules } of buckets)
    for (const { prefix, days } of rules) store.removeOld(name, prefix, now() - days * DAY_MS);
  store.removeOld(PARTS, '', now() - DAY_MS);
}

function refuse(response: ServerResponse, request: IncomingMessage, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known = error instanceof S3Error ? error : new S3Error(500, 'InternalError', String(error));
  request.resume();
  response
    .writeHead(known.status, { 'content-type': 'application/xml' })
    .end(request.method === 'HEAD' ? '' : errorXml(known));
}

function beginXml(response: ServerResponse): ServerResponse {
  if (!response.headersSent)
    response.writeHead(200, { 'content-type': 'application/xml' }).write('<?xml version="1.0" encoding="UTF-8"?>\n');
  return response;
}

const sendXml = (response: ServerResponse, xml: string): void => {
  beginXml(response).end(xml);
};

function uploadsXml(unfinished: ReturnType<Multipart['list']>): string {
  const uploads = unfinished.map(({ id, key }) => `<Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId>`);
  const elements = uploads.map((upload) => `<Upload>${upload}</Upload>`);
  return `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${elements.join('')}</ListMultipartUploadsResult>`;
}

function listXml(keys: readonly string[], prefix: string, delimiter: string | null): string {
  const folderOf = (key: string) => {
    const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
    return end < 0 ? null : key.slice(0, end + 1);
  };
  const folders = new Set(keys.map(folderOf).filter((folder) => folder !== null));
  const contents = keys
    .filter((key) => folderOf(key) === null)
    .map((key) => `<Contents><Key>${escapeXml(key)}</Key></Contents>`);
  const common = [...folders].map((folder) => `<CommonPrefixes><Prefix>${escapeXml(folder)}</Prefix></CommonPrefixes>`);
  return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}${common.join('')}</ListBucketResult>`;
}

const headersOf = ({ type, etag, encryption }: Details) => ({
  'content-type': type,
  etag,
  ...(encryption !== undefined && { 'x-amz-server-side-encryption': 'aws:kms' }),
});

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | null {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined) return null;
  const start = Number(from);
  if (start >= size) throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  return { start, end: to ? Math.min(Number(to), size - 1) : size - 1 };
}
