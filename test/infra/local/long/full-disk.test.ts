/** A disk that is full, for real: a small file system in memory. Only root may mount one. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../../infra/local/s3/store.ts';
import { keepSecrets } from '../../../../infra/local/secrets.ts';
import { createPeople, openClient } from '../../../support/api/client.ts';
import { type Service, startService } from '../../../support/service.ts';

const disk = mkdtempSync(join(tmpdir(), 'dormouse-full-'));
const isMounted = mount();

function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const filler = join(disk, 'filler');
const makeRoom = () => rmSync(filler, { force: true });

/** Writes until nothing more can be written. */
function fill(): void {
  for (const size of [1 << 20, 1 << 12, 1]) {
    const block = Buffer.alloc(size);
    try {
      for (;;) writeFileSync(filler, block, { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}

afterAll(() => {
  if (isMounted) execFileSync('umount', [disk]);
  rmdirSync(disk);
});

describe.skipIf(!isMounted)('On a full disk', () => {
  it('the service reads, says to each write that the disk is full, and goes on when there is room', async () => {
    const service: Service = await startService({ dataDir: join(disk, 'data') });
    try {
      const client = openClient(service, service.token);
      await createPeople(client, 300);
      await service.idle();
      const { uuid } = await client.post('jobs.json', {
        type: 'set_status',
        status: 'archived',
        selection: { folder: 'active' },
      });
      fill();

      const paths = Object.entries<object>((await service.api('GET', 'openapi.json')).body.paths);
      const reads = paths.filter(([, methods]) => 'get' in methods).map(([path]) => path.replace('/api/v2/', ''));
      for (const read of [...reads, 'contacts.json?query=name%20~%20person&total=true'])
        expect([read, (await service.api('GET', read)).status]).toEqual([read, expect.not.toBeOneOf([500, 503])]);

      const writes = {
        'contacts.json': { name: 'New' },
        'groups.json': { name: 'New' },
        'settings.json': { name: 'N' },
      };
      for (const [path, body] of Object.entries(writes)) {
        const { status, body: said } = await service.api('POST', path, body);
        expect([status, said.detail]).toEqual([
          503,
          expect.stringMatching(/^The disk with the data is full: reads still work/),
        ]);
      }
      expect(service.log.join('\n')).toContain('The disk with the data is full');

      makeRoom();
      expect((await service.api('POST', 'groups.json', { name: 'New' })).status).toBe(201);
      await service.idle();
      const [job] = (await client.get(`jobs.json?uuid=${uuid}`)).results;
      expect(job).toMatchObject({ status: 'completed', total: 300, changed: 300 });
      expect((await client.get('counts.json')).folders).toMatchObject({ active: 0, archived: 300 });
    } finally {
      makeRoom();
      await service.stop();
      rmSync(join(disk, 'data'), { recursive: true });
    }
  });

  it('a start says in one line what to do', async () => {
    fill();
    await expect(startService({ dataDir: join(disk, 'data') })).rejects.toThrow('The disk of DATA_DIR is full');
    makeRoom();
  });

  it('secrets and files stay as they were, and what is written is whole or not there', async () => {
    const path = join(disk, 'secrets.json');
    const spec = { arn: 'arn:one', length: 32 } as unknown as Parameters<typeof keepSecrets>[0][number];
    const secrets = keepSecrets([spec], path);
    const before = [secrets.get('arn:one')?.value, readFileSync(path, 'utf8')];
    const store = openStore(join(disk, 'files'), () => 0);
    const put = (key: string, text: string) =>
      store.put('bucket', key, Readable.from([text]), { type: 'text/plain', onlyNew: false });
    await put('one', 'kept');
    fill();
    expect(() => secrets.set('arn:one', 'x'.repeat(100_000))).toThrow('ENOSPC');
    expect([secrets.get('arn:one')?.value, readFileSync(path, 'utf8')]).toEqual(before);
    for (const key of ['one', 'two']) await expect(put(key, 'new'.repeat(10_000))).rejects.toThrow('ENOSPC');
    const one = store.find('bucket', 'one');
    expect([one?.details.size, readFileSync(one?.file ?? '', 'utf8')]).toEqual([4, 'kept']);
    expect(store.find('bucket', 'two')).toBeNull();
    makeRoom();
    await put('one', 'newer');
    expect(store.find('bucket', 'one')?.details.size).toBe(5);
  });
});
