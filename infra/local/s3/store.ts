import { createHash, randomUUID } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What is known of an object besides its content. */
export interface Details {
  /** When it was written. */
  readonly at: number;
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly type: string;
  readonly etag: string;
  /** The context for which KMS gave a key. Here the content is not encrypted. */
  readonly encryption?: string;
}

interface Stored {
  readonly file: string;
  readonly details: Details;
}

/** Objects as files, `<directory>/<hash>`, details in `.json`. Written, then renamed: whole or not there. */
export interface ObjectStore {
  find(bucket: string, key: string): Stored | null;
  /** Null if it must not replace an existing one. */
  put(
    bucket: string,
    key: string,
    content: Readable,
    how: { readonly type: string; readonly onlyNew: boolean; readonly encryption?: string },
  ): Promise<Details | null>;
  remove(bucket: string, key: string): void;
  /** The keys with a prefix, in order. */
  keys(bucket: string, prefix: string): string[];
  /** Deletes a bucket's objects written before a time (milliseconds), or whose details a crash cut off. */
  removeOld(bucket: string, prefix: string, before: number): void;
  open(stored: Stored, bytes: { readonly start: number; readonly end: number }): Readable;
}

/** Empty for an object whose details a crash cut off. */
function detailsIn(file: string): Partial<Details> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Details;
  } catch {
    return {};
  }
}

export function openStore(directory: string, now: () => number): ObjectStore {
  mkdirSync(directory, { recursive: true });
  const fileOf = (bucket: string, key: string) =>
    join(directory, createHash('sha256').update(`${bucket}\0${key}`).digest('hex'));
  const find = (bucket: string, key: string): Stored | null => {
    const file = fileOf(bucket, key);
    if (!existsSync(`${file}.json`) || !existsSync(file)) return null;
    return { file, details: JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Details };
  };
  const removeFile = (file: string): void => {
    rmSync(`${file}.json`, { force: true });
    rmSync(file, { force: true });
  };
  const all = () =>
    readdirSync(directory)
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ file: join(directory, name.slice(0, -'.json'.length)), ...detailsIn(join(directory, name)) }));
  return {
    find,
    async put(bucket, key, content, { type, onlyNew, encryption }) {
      const file = fileOf(bucket, key);
      const writing = `${file}.${randomUUID()}`;
      const hash = createHash('md5');
      content.on('data', (chunk) => hash.update(chunk));
      await pipeline(content, createWriteStream(writing)).catch((error: unknown) => {
        rmSync(writing, { force: true });
        throw error;
      });
      const size = statSync(writing).size;
      const details = {
        at: now(),
        bucket,
        key,
        size,
        type,
        etag: `"${hash.digest('hex')}"`,
        ...(encryption && { encryption }),
      };
      try {
        // All that needs room comes before the object is there.
        writeFileSync(`${writing}.details`, JSON.stringify(details));
        if (onlyNew) linkSync(writing, file);
        else renameSync(writing, file);
        renameSync(`${writing}.details`, `${file}.json`);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        return null;
      } finally {
        for (const left of [writing, `${writing}.details`]) rmSync(left, { force: true });
      }
      return details;
    },
    remove: (bucket, key) => removeFile(fileOf(bucket, key)),
    keys(bucket, prefix) {
      const keys = all().flatMap((one) => (one.bucket === bucket && one.key?.startsWith(prefix) ? one.key : []));
      return keys.sort();
    },
    removeOld(bucket, prefix, before) {
      for (const { file, at = 0, bucket: of = bucket, key = prefix } of all())
        if (of === bucket && key.startsWith(prefix) && at < before) removeFile(file);
    },
    open: ({ file }, bytes) => createReadStream(file, bytes),
  };
}
