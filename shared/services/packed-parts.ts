import { gunzipSync, gzipSync } from 'node:zlib';
import type { Files } from '../messages/files.ts';

/** A part of a job's rows, as it lies among the files. Fast to pack, because it is read once or twice. */
export const packPart = (content: object): Buffer => gzipSync(JSON.stringify(content), { level: 1 });

export async function readPart<Content>(files: Pick<Files, 'read'>, key: string): Promise<Content | null> {
  const packed = await files.read(key);
  return packed && (JSON.parse(gunzipSync(packed).toString('utf8')) as Content);
}
