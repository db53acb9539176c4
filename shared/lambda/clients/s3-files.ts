import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { eachOf } from '../../data/dynamo/index.ts';
import { encryptedFor, type Files, isStored } from '../../messages/files.ts';
import { patient } from './patient.ts';
import { joinObjects } from './s3-join.ts';

/** Concurrent removals. */
const AT_ONCE = 32;

/** Files in an S3 bucket. Imported as `#files`, so that bundles without files have no S3 client (infra/bundles). */
export function s3Files(Bucket: string, trace: (client: S3Client) => S3Client): Files {
  const client = trace(patient((own) => new S3Client({ ...own, requestChecksumCalculation: 'WHEN_REQUIRED' })));
  // Browsers reach a machine that serves them itself by another address than its functions do.
  const endpoint = process.env['FILES_URL'];
  const forBrowsers = endpoint ? patient((own) => new S3Client({ ...own, endpoint, forcePathStyle: true })) : client;
  /** Null when one of these files is not there: the only place that knows how S3 says so. */
  async function unlessMissing<T>(keys: readonly string[], get: () => Promise<T>): Promise<T | null> {
    try {
      return await get();
    } catch (error) {
      if (statusOf(error) === 404) return null;
      if (statusOf(error) !== 403) throw error;
      for (const key of keys) if (!(await isListed(key, error))) return null;
      throw error;
    }
  }
  /**
   * S3 refuses a missing file to whom it would not list it. AWS does not document how it compares the prefix that a
   * role may list with the file's key, so the list itself decides. Where that is refused too, `forbidden` stands.
   */
  async function isListed(key: string, forbidden: unknown): Promise<boolean> {
    const asked = new ListObjectsV2Command({ Bucket, Prefix: key, MaxKeys: 1 });
    const { Contents = [] } = await client.send(asked).catch(() => Promise.reject(forbidden));
    return Contents[0]?.Key === key;
  }
  const open: Files['open'] = (key, bytes) =>
    unlessMissing([key], async () => {
      const Range = bytes && `bytes=${bytes.from}-${bytes.to}`;
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key, ...(Range && { Range }) }));
      return Body as Readable;
    });
  async function* pages(Prefix: string, Delimiter?: string): AsyncGenerator<ListObjectsV2CommandOutput> {
    let ContinuationToken: string | undefined;
    do {
      const place = { ...(Delimiter && { Delimiter }), ...(ContinuationToken && { ContinuationToken }) };
      const page: ListObjectsV2CommandOutput = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix, ...place }),
      );
      yield page;
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }
  return {
    open,
    async read(key) {
      const stream = await open(key);
      return stream && buffer(stream);
    },
    size: (key) =>
      unlessMissing([key], async () => {
        const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key: key }));
        return ContentLength ?? 0;
      }),
    async write(key, content) {
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: content, ...encryptionOf(key) }));
    },
    async writeNew(key, content) {
      try {
        await client.send(new PutObjectCommand({ Bucket, Key: key, Body: content, IfNoneMatch: '*' }));
        return true;
      } catch (error) {
        if (statusOf(error) === 412 || statusOf(error) === 409) return false;
        throw error;
      }
    },
    async writeStream(key, content, type) {
      const params = { Bucket, Key: key, Body: content, ContentType: type };
      await new Upload({ client, params, leavePartsOnError: false }).done();
    },
    join: async (key, pieces, type) =>
      (await unlessMissing([...new Set(pieces.filter(isStored).map((piece) => piece.key))], async () => {
        await joinObjects(client, { Bucket, Key: key }, pieces, type);
        return true;
      })) ?? false,
    async folders(prefix) {
      const found: string[] = [];
      for await (const { CommonPrefixes = [] } of pages(prefix, '/'))
        found.push(...CommonPrefixes.map(({ Prefix = '' }) => Prefix.slice(prefix.length, -1)));
      return found;
    },
    async removeAll(prefix) {
      for await (const { Contents = [] } of pages(prefix))
        await eachOf(Contents, AT_ONCE, async ({ Key }) => {
          await client.send(new DeleteObjectCommand({ Bucket, Key }));
        });
      // One page: no file has as many uploads that died.
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: prefix }));
      for (const { Key, UploadId } of Uploads)
        await unlessMissing([], () => client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })));
    },
    uploadForm: (key, { bytes, seconds }) =>
      createPresignedPost(forBrowsers as never, {
        Bucket,
        Key: key,
        Conditions: [['content-length-range', 1, bytes]],
        Expires: seconds,
      }),
    link: (key, { seconds, name }) => {
      const ResponseContentDisposition = `attachment; filename="${name}"`;
      const command = new GetObjectCommand({ Bucket, Key: key, ResponseContentDisposition });
      return getSignedUrl(forBrowsers, command, { expiresIn: seconds });
    },
  };
}

/** A data key of the file's own, which the account's key of S3 gives out again for this workspace alone (ADR 097). */
function encryptionOf(key: string) {
  const workspace = encryptedFor(key);
  if (workspace === null) return {};
  const context = Buffer.from(JSON.stringify({ workspace })).toString('base64');
  return { ServerSideEncryption: 'aws:kms', SSEKMSEncryptionContext: context } as const;
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
