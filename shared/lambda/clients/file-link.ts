import { createHmac, timingSafeEqual } from 'node:crypto';
import { type ImportId, type JobId, parseUuid, type WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';

/** The file of an export, or the report of an import. */
export type LinkedFile =
  | { readonly kind: 'export'; readonly workspace: WorkspaceId; readonly uuid: JobId }
  | { readonly kind: 'report'; readonly workspace: WorkspaceId; readonly uuid: ImportId };

export interface FileLink {
  readonly file: LinkedFile;
  readonly until: Instant;
  readonly proof: string;
}

/** For how long a link is good. */
const LINK_MICROS = 3_600_000_000;

const proofOf = ({ kind, workspace, uuid }: LinkedFile, until: Instant, name: string): string =>
  createHmac('sha256', name).update(`${kind} ${workspace} ${uuid} ${until}`).digest('base64url');

/**
 * A link that lets whoever has it fetch a file for an hour, unless somebody in it is deleted.
 * @param name - the file's own random name, which nobody is told: it proves that the link was given out
 * @param url - any URL of the API, as the caller sees it
 */
export function fileLink(
  file: LinkedFile,
  name: string,
  { url, now }: { readonly url: string; readonly now: Instant },
) {
  const until = instant(now + LINK_MICROS);
  const link = [file.kind, file.workspace, file.uuid, until, proofOf(file, until, name)].join('.');
  return String(new URL(`files.json?link=${link}`, url));
}

/** The parts of a link; null for a text that is none. */
export function parseFileLink(text: string): FileLink | null {
  const [, kind, first = '', second = '', time = '', proof = ''] =
    /^(export|report)\.([\da-f-]{36})\.([\da-f-]{36})\.(\d{1,16})\.([\w-]{43})$/.exec(text) ?? [];
  const workspace = parseUuid<WorkspaceId>(first);
  const uuid = parseUuid<JobId & ImportId>(second);
  if (kind === undefined || workspace === null || uuid === null) return null;
  const file: LinkedFile = kind === 'export' ? { kind, workspace, uuid } : { kind: 'report', workspace, uuid };
  return { file, until: instant(Number(time)), proof };
}

/** Whether a link is one of this file. */
export function isProven({ file, until, proof }: FileLink, name: string): boolean {
  const given = Buffer.from(proof);
  const right = Buffer.from(proofOf(file, until, name));
  return given.length === right.length && timingSafeEqual(given, right);
}
