import { gunzipSync, gzipSync } from 'node:zlib';
import { type Plan, planKey, type ReadBy } from '../domain/imports/plan.ts';
import type { Files } from '../messages/files.ts';

/** A part of a job's rows, as it lies among the files. Fast to pack, because it is read once or twice. */
export const packPart = (content: object): Buffer => gzipSync(JSON.stringify(content), { level: 1 });

export async function readPart<Content>(files: Pick<Files, 'read'>, key: string): Promise<Content | null> {
  const packed = await files.read(key);
  return packed && (JSON.parse(gunzipSync(packed).toString('utf8')) as Content);
}

/** What the job of an import has found in its files; null: it has not read them yet, or they are gone. */
export const readPlan = (files: Pick<Files, 'read'>, by: ReadBy): Promise<Plan | null> =>
  readPart<Plan>(files, planKey(by));
