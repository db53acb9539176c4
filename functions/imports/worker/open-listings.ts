import { Readable } from 'node:stream';
import { type Import, pulledKey, uploadKey } from '../../../shared/domain/imports/plan.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';
import type { Bytes, StoredFile } from './read/bytes.ts';
import type { Begun } from './read/cuts.ts';
import { inFile, unreadable } from './read/limits.ts';
import type { Listing } from './read/listing.ts';
import type { FileToRead, Reader } from './read/reading.ts';

/** The lists in the files of an import, in the order that its plan numbers them. Throws FileError. */
export async function openListings(
  runtime: FileRuntime,
  reader: Reader,
  imported: Pick<Import, 'uuid' | 'files' | 'format' | 'encoding' | 'declared'>,
  { workspace }: Pick<Job, 'workspace'>,
  encoded: readonly Begun[] = [],
): Promise<readonly Listing[]> {
  const files: FileToRead[] = [];
  for (const [number, spec] of imported.files.entries()) {
    const keys = spec.parts?.map((part) => pulledKey(workspace, imported.uuid, part)) ?? [
      uploadKey(workspace, imported.uuid, number),
    ];
    const source = await inFile(spec.name, () => sourceOf(runtime, keys, spec.name));
    const known = encoded.find(({ file }) => file === number);
    files.push({ source, spec, ...(known && { encoded: known }) });
  }
  const { format, encoding, declared } = imported;
  return reader.listings(files, { format, encoding, refusals: declared?.refusals ?? null });
}

/** An uploaded file, or the joined parts of a pulled one. */
async function sourceOf({ files }: FileRuntime, keys: readonly string[], name: string): Promise<StoredFile> {
  let size = 0;
  for (const key of keys) {
    const bytes = await files.size(key);
    if (bytes === null) throw unreadable({ code: keys.length === 1 ? 'not_uploaded' : 'upload_gone' });
    size += bytes;
  }
  const opened = async (key: string, range?: Bytes) => {
    const stream = await files.open(key, range && { from: range.from, to: (range.to ?? size) - 1 });
    if (stream === null) throw unreadable({ code: 'upload_gone' });
    return stream;
  };
  const [only = ''] = keys;
  if (keys.length > 1) return { name, size, open: async () => Readable.from(joined(keys, opened)) };
  return { name, size, ranged: true, open: (range) => opened(only, range) };
}

async function* joined(keys: readonly string[], open: (key: string) => Promise<Readable>): AsyncGenerator<Buffer> {
  for (const key of keys) yield* await open(key);
}
