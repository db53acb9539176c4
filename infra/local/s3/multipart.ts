import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { MissingError, S3Error } from './error.ts';
import type { Details, ObjectStore } from './store.ts';

/** A bucket of unfinished uploads: `of/<id>/<bucket>/<key>`, empty, says for what; `<id>/<part>` are parts. */
export const PARTS = '\0parts';

/** S3's limits: the smallest part but the last, and the highest number of a part. */
const LEAST_BYTES = 5 * 1_048_576;
const MOST_PARTS = 10_000;

interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
}

/** A part as the request that completes an upload names it. */
interface NamedPart {
  readonly number: number;
  readonly etag: string;
}

/** Multipart uploads, with what S3 refuses about them. */
export interface Multipart {
  create(bucket: string, key: string, type: string): Promise<string>;
  put(id: string, part: number, content: Readable): Promise<Details>;
  /** The bytes of another object as a part; `range` as in `x-amz-copy-source-range`. */
  copy(id: string, part: number, source: string, range: string | undefined): Promise<Details>;
  complete(id: string, parts: readonly NamedPart[]): Promise<Details>;
  abort(id: string): void;
  /** The unfinished uploads of a bucket whose keys have a prefix. */
  list(bucket: string, prefix: string): readonly Upload[];
}

export function openMultipart(store: ObjectStore): Multipart {
  const uploads = (id = ''): readonly Upload[] =>
    store.keys(PARTS, id && `of/${id}/`).flatMap((of) => {
      const [, found = '', bucket = '', key = ''] = /^of\/([^/]+)\/([^/]+)\/(.*)$/s.exec(of) ?? [];
      return found === '' ? [] : [{ id: found, bucket, key }];
    });
  const markOf = ({ id, bucket, key }: Upload) => `of/${id}/${bucket}/${key}`;
  function find(id: string): Upload {
    const [upload] = uploads(id);
    if (upload === undefined) throw new S3Error(404, 'NoSuchUpload', 'The specified multipart upload does not exist.');
    return upload;
  }
  function remove(upload: Upload): void {
    store.remove(PARTS, markOf(upload));
    for (const key of store.keys(PARTS, `${upload.id}/`)) store.remove(PARTS, key);
  }
  async function put(id: string, part: number, content: Readable): Promise<Details> {
    find(id);
    if (!(Number.isInteger(part) && part >= 1 && part <= MOST_PARTS))
      throw new S3Error(400, 'InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
    return (await store.put(PARTS, `${id}/${part}`, content, { type: '', onlyNew: false })) as Details;
  }
  function sizeOf(id: string, { number, etag }: NamedPart): number {
    const stored = store.find(PARTS, `${id}/${number}`);
    if (stored?.details.etag !== etag)
      throw new S3Error(400, 'InvalidPart', 'One or more of the specified parts could not be found.');
    return stored.details.size;
  }
  async function* joined(id: string, parts: readonly NamedPart[]) {
    for (const { number } of parts) {
      const stored = store.find(PARTS, `${id}/${number}`);
      if (stored !== null && stored.details.size > 0)
        yield* store.open(stored, { start: 0, end: stored.details.size - 1 });
    }
  }
  return {
    put,
    async create(bucket, key, type) {
      const upload = { id: randomUUID(), bucket, key };
      await store.put(PARTS, markOf(upload), Readable.from([]), { type, onlyNew: true });
      return upload.id;
    },
    copy(id, part, source, range) {
      const [, bucket = '', key = ''] = /^\/?([^/]+)\/(.*)$/s.exec(decodeURIComponent(source)) ?? [];
      const stored = store.find(bucket, key);
      if (stored === null) throw new MissingError(bucket, key);
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
      const { size } = stored.details;
      if (Number(to ?? 0) >= size) throw new S3Error(400, 'InvalidArgument', 'Range specified is not valid');
      return put(id, part, store.open(stored, { start: Number(from ?? 0), end: Number(to ?? size - 1) }));
    },
    async complete(id, parts) {
      const upload = find(id);
      const sizes = parts.map((part) => sizeOf(id, part));
      if (parts.some(({ number }, index) => index > 0 && number <= (parts[index - 1]?.number ?? 0)))
        throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
      if (parts.length === 0 || sizes.slice(0, -1).some((size) => size < LEAST_BYTES))
        throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
      const type = store.find(PARTS, markOf(upload))?.details.type ?? '';
      const { bucket, key } = upload;
      const details = await store.put(bucket, key, Readable.from(joined(id, parts)), { type, onlyNew: false });
      remove(upload);
      return details as Details;
    },
    abort: (id) => remove(find(id)),
    list: (bucket, prefix) => uploads().filter((one) => one.bucket === bucket && one.key.startsWith(prefix)),
  };
}
