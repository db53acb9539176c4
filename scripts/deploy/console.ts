import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { builtConsole } from '../../infra/local/console/build.ts';
import { ASSET_CACHE, contentTypeOf, PAGE_CACHE } from '../../infra/site-policy.ts';

/**
 * Builds the console and uploads it; returns how many files it has. The page comes last, after the files it names;
 * earlier builds' files stay, for open pages.
 */
export async function uploadConsole(Bucket: string): Promise<number> {
  const directory = await builtConsole();
  const s3 = new S3Client({});
  /** CloudFront compresses files itself, so they are not uploaded packed. */
  const files = globSync('**/*.*', { cwd: directory }).filter((file) => !file.endsWith('.br'));
  const pageLast = files.toSorted((a, b) => Number(a === 'index.html') - Number(b === 'index.html'));
  for (const Key of pageLast) {
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: readFileSync(join(directory, Key)),
        ContentType: contentTypeOf(extname(Key)),
        CacheControl: Key.startsWith('assets/') ? ASSET_CACHE : PAGE_CACHE,
      }),
    );
  }
  return pageLast.length;
}
