import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { eachOf } from '../../data/dynamo/index.ts';
import { type FilePiece, isStored, pieceBytes, type StoredPiece } from '../../messages/files.ts';

/** S3's limit for each part of an upload but the last. */
const LEAST = 5 * 1_048_576;
/** Bytes that are copied at once, unless there would be more than `MOST_COPIES` of them: S3 takes 10,000 parts. */
const COPIED = 64 * 1_048_576;
const MOST_COPIES = 4_000;
/** Parts that are sent or copied at once: what is sent is in memory, up to 10 MiB each. */
const AT_ONCE = 8;

/** One part of an upload: bytes that S3 copies itself, or pieces that are read and sent. */
type UploadPart = { readonly copied: StoredPiece } | { readonly sent: readonly FilePiece[] };

/**
 * The parts of an upload that joins pieces: S3 copies as much as it can by itself. Sent are the seams, and pieces that
 * are smaller than a part may be, at most 10 MiB each.
 */
export function uploadParts(pieces: readonly FilePiece[]): UploadPart[] {
  const total = pieces.reduce((sum, piece) => sum + pieceBytes(piece), 0);
  const most = Math.max(COPIED, Math.ceil(total / MOST_COPIES));
  const parts: UploadPart[] = [];
  let sent: FilePiece[] = [];
  let size: number = 0;
  const send = () => {
    parts.push({ sent });
    [sent, size] = [[], 0];
  };
  for (const piece of pieces.filter((one) => pieceBytes(one) > 0)) {
    const seam = size === 0 ? 0 : LEAST - size;
    if (isStored(piece) && pieceBytes(piece) >= seam + LEAST) {
      const from = piece.from + seam;
      if (seam > 0) {
        sent.push({ ...piece, to: from });
        send();
      }
      parts.push(...cut({ ...piece, from }, most).map((copied) => ({ copied })));
    } else {
      sent.push(piece);
      size += pieceBytes(piece);
      if (size >= LEAST) send();
    }
  }
  if (sent.length > 0 || parts.length === 0) send();
  return parts;
}

/** A piece in equal ones of at most so many bytes. */
function cut({ key, from, to }: StoredPiece, most: number): StoredPiece[] {
  const count = Math.ceil((to - from) / most);
  const at = (index: number) => from + Math.floor(((to - from) * index) / count);
  return Array.from({ length: count }, (_, index) => ({ key, from: at(index), to: at(index + 1) }));
}

/** Makes one object of pieces of others and of bytes. Ends the upload when it fails, so that no part stays. */
export async function joinObjects(
  client: S3Client,
  object: { readonly Bucket: string; readonly Key: string },
  pieces: readonly FilePiece[],
  type: string,
): Promise<void> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...object, ContentType: type }));
  const upload = { ...object, UploadId };
  try {
    const done: CompletedPart[] = [];
    await eachOf([...uploadParts(pieces).entries()], AT_ONCE, async ([index, part]) => {
      const PartNumber = index + 1;
      const ETag = await sendPart(client, { ...upload, PartNumber }, part);
      done[index] = { PartNumber, ETag };
    });
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: done } }));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
}

interface Target {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string | undefined;
  readonly PartNumber: number;
}

async function sendPart(client: S3Client, target: Target, part: UploadPart): Promise<string | undefined> {
  const { Bucket } = target;
  if ('copied' in part) {
    const CopySource = `${Bucket}/${encodeURIComponent(part.copied.key).replaceAll('%2F', '/')}`;
    const { CopyPartResult } = await client.send(
      new UploadPartCopyCommand({ ...target, CopySource, CopySourceRange: rangeOf(part.copied) }),
    );
    return CopyPartResult?.ETag;
  }
  const read = part.sent.map(async (piece) => {
    if (!isStored(piece)) return piece;
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: piece.key, Range: rangeOf(piece) }));
    return buffer(Body as Readable);
  });
  const Body = Buffer.concat(await Promise.all(read));
  return (await client.send(new UploadPartCommand({ ...target, Body }))).ETag;
}

const rangeOf = ({ from, to }: StoredPiece): string => `bytes=${from}-${to - 1}`;
