import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable, Transform } from 'node:stream';
import * as z from 'zod/mini';
import { S3Error } from './error.ts';

/** The fields of an upload form, and the file after them. */
interface Upload {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: Readable;
}

const HEADERS = Buffer.from('\r\n\r\n');
/** Fields are short; a longer part belongs to no form of this service. */
const MOST_OF_FIELDS = 100_000;

/** Reads `multipart/form-data` up to its file, which comes last, as in S3, and is not held in memory. */
export async function readForm(request: IncomingMessage): Promise<Upload> {
  const boundary = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined)
    throw new S3Error(412, 'PreconditionFailed', 'Bucket POST must be of the enclosure-type multipart/form-data');
  const fields: Record<string, string> = {};
  const start = Buffer.from(`--${boundary}`);
  const end = Buffer.from(`\r\n--${boundary}`);
  const chunks = request[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let read: Buffer = Buffer.alloc(0);
  const until = async (wanted: Buffer): Promise<Buffer> => {
    for (let at = read.indexOf(wanted); ; at = read.indexOf(wanted)) {
      if (at >= 0) {
        const before = read.subarray(0, at);
        read = read.subarray(at + wanted.length);
        return before;
      }
      const next = await chunks.next();
      if (next.done || read.length > MOST_OF_FIELDS)
        throw new S3Error(
          400,
          'MalformedPOSTRequest',
          'The body of your POST request is not well-formed multipart/form-data.',
        );
      read = Buffer.concat([read, next.value]);
    }
  };
  await until(start);
  for (;;) {
    const headers = (await until(HEADERS)).toString('utf8');
    const name = /name="([^"]*)"/.exec(headers)?.[1] ?? '';
    if (name === 'file') return { fields, file: bodyOf(read, chunks, end) };
    fields[name.toLowerCase()] = (await until(end)).toString('utf8');
  }
}

/** The rest of the request up to the boundary. */
function bodyOf(first: Buffer, chunks: AsyncIterator<Buffer>, end: Buffer): Readable {
  async function* content() {
    let held = first;
    for (;;) {
      const at = held.indexOf(end);
      if (at >= 0) {
        yield held.subarray(0, at);
        while (!(await chunks.next()).done);
        return;
      }
      const sure = Math.max(0, held.length - end.length);
      if (sure > 0) yield held.subarray(0, sure);
      held = held.subarray(sure);
      const next = await chunks.next();
      if (next.done) throw new S3Error(400, 'IncompleteBody', 'The body ends before its boundary.');
      held = Buffer.concat([held, next.value]);
    }
  }
  return Readable.from(content());
}

const Policy = z.object({
  expiration: z.string(),
  conditions: z.array(
    z.union([
      z.tuple([z.string(), z.union([z.string(), z.number()]), z.union([z.string(), z.number()])]),
      z.record(z.string(), z.string()),
    ]),
  ),
});

/** Checks a form's policy (signed with `secret`, valid, matching the fields); returns the most bytes of the file. */
export function checkPolicy(
  { fields }: Upload,
  bucket: string,
  secret: string,
  now: number,
): { least: number; most: number } {
  const { policy: text = '', 'x-amz-signature': signature, 'x-amz-credential': credential = '' } = fields;
  if (signature !== sign(text, credential, secret))
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  const parsed = Policy.parse(JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
  if (Date.parse(parsed.expiration) < now)
    throw new S3Error(403, 'AccessDenied', 'Invalid according to Policy: Policy expired.');
  const range = { least: 0, most: Number.MAX_SAFE_INTEGER };
  const said: Readonly<Record<string, string>> = { ...fields, bucket };
  for (const condition of parsed.conditions) {
    if (!Array.isArray(condition)) requireAll(said, condition);
    else if (condition[0] === 'content-length-range')
      Object.assign(range, { least: Number(condition[1]), most: Number(condition[2]) });
    else if (condition[0] === 'eq')
      requireSame(said[String(condition[1]).slice(1).toLowerCase()], String(condition[2]), String(condition[1]));
    else throw new S3Error(501, 'NotImplemented', `The local S3 does not know the condition ${condition[0]}.`);
  }
  return range;
}

function requireAll(said: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(wanted)) requireSame(said[name.toLowerCase()], value, name);
}

function requireSame(given: string | undefined, wanted: string, name: string): void {
  if (given !== wanted)
    throw new S3Error(
      403,
      'AccessDenied',
      `Invalid according to Policy: Policy Condition failed: ["eq", "$${name}", "${wanted}"]`,
    );
}

export function sign(policy: string, credential: string, secret: string): string {
  const [, day = '', region = '', service = '', request = ''] = credential.split('/');
  const key = [day, region, service, request].reduce<Buffer | string>((key, part) => hmac(key, part), `AWS4${secret}`);
  return hmac(key, policy).toString('hex');
}

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Passes bytes on, and fails like S3 when they are too few or too many. */
export function withinRange({ least, most }: { readonly least: number; readonly most: number }): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      if (size > most)
        done(new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size'));
      else done(null, chunk);
    },
    flush(done) {
      done(
        size < least
          ? new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
          : null,
      );
    },
  });
}
