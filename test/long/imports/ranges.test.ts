/** Large files are read in ranges, by deliveries that may die, come twice or come late: the result is the same. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { workOnFiles } from '../../../functions/imports/worker/files.ts';
import LINES from '../../cases/imports/range-lines.json' with { type: 'json' };
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { preview, type SentFile, upload } from '../../support/imports/import-files.ts';
import { outcomeOf, previewInRanges, readingOf } from '../../support/imports/in-ranges.ts';
import { storedIn } from '../../support/in-process/files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();

async function opened(): Promise<Client> {
  const client = await stage().open();
  await prepare(client);
  await client.post('groups.json', { name: 'Known' });
  await client.post('contacts.json', { name: 'Old', urns: ['tel:+250788000001', 'mailto:a1@example.org'] });
  await client.post('contacts.json', { name: 'Other', urns: ['tel:+250788000002'] });
  return client;
}

/** What an import comes to when its files are read as a whole. */
async function asWhole(files: readonly SentFile[]): Promise<object> {
  const client = await opened();
  return outcomeOf(stage(), client, await preview(stage(), client, await upload(stage(), client, files)));
}

/** The same when they are read in ranges. */
async function inRanges(files: readonly SentFile[], every: number): Promise<object> {
  const client = await opened();
  const uuid = await upload(stage(), client, files);
  return outcomeOf(stage(), client, await previewInRanges(stage(), client, uuid, every));
}

/** A table is cut below its first forty rows, among which its header is looked for. */
const head = Array.from({ length: 41 }, (_, row) => `Person ${row},07880011${10 + row},,,,`);
const table = (...lines: string[]) => ['Name,Phone,Email,Opted out,Town,Group:New', ...head, ...lines, ''].join('\r\n');

const FILES = [{ name: 'people.csv', content: table(...LINES) }];
const DECLARED = { refusals: { 'Opted out': 'opt_out' } };

describe('A file that is read in ranges', () => {
  it('of any rows comes to what it does as a whole', async () => {
    const person = fc.record({
      name: fc.constantFrom('Ann', '', 'Zoë', 'a "b"\r\nc'),
      phone: fc.constantFrom('', '0788000001', '0788000002', '0788000003', '0788000004', '0788001110', '12'),
      mail: fc.constantFrom('', '', 'a1@example.org', 'a2@example.org', 'a3@example.org'),
      out: fc.constantFrom('', '', '', 'yes', 'no'),
      more: fc.constantFrom('', 'Huye', '3', '2026-01-02'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 4, maxLength: 16 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('csv', 'csv', 'jsonl', 'utf16le'),
        async (people, every, as) => {
          const cells = people.map((one) => Object.values(one).map((cell) => `"${cell.replaceAll('"', '""')}"`));
          const objects = people.map(({ name, phone, mail, out, more }) =>
            JSON.stringify({ Name: name, Phone: phone, Email: mail, 'Opted out': out, Town: more }),
          );
          const csv = table(...cells.map((one) => one.join(',')));
          const content = { csv, jsonl: objects.join('\n'), utf16le: Buffer.from(`\ufeff${csv}`, 'utf16le') }[as];
          const files = [{ name: `people.${as === 'jsonl' ? as : 'csv'}`, content }];
          expect(await inRanges(files, every)).toEqual(await asWhole(files));
        },
      ),
      { numRuns: 3 },
    );
  });

  it('keeps an opt-out of the first row for the last one, and of the last for the first', async () => {
    const first = table('Ann,0788000007,,yes,,', 'Bob,0788000008,,,,', 'Cyd,0788000009,,,,', 'Dan,0788000008,,yes,,');
    const last = 'Name,Phone\n'.concat(...['Ann,0788000007', 'Eve,0788000010'].map((one) => `${one}\n`));
    const files = [
      { name: 'people.csv', content: first },
      { name: 'more.csv', content: last },
    ];
    const client = await opened();
    const uuid = await upload(stage(), client, files);
    const shown = await previewInRanges(stage(), client, uuid, 1);
    expect(shown.preview).toMatchObject({ rows: 47, created: 45, duplicates: 2 });
    const outcome = await outcomeOf(stage(), client, shown);
    const statusOf = async (urn: string) => (await contactOf(client, `tel:+2507880000${urn}`))?.status;
    expect(await Promise.all(['07', '08', '09', '10'].map(statusOf))).toEqual([
      ...['stopped', 'stopped', 'active', 'active'],
    ]);
    expect(outcome).toEqual(await asWhole(files));
  });

  it('is refused as it would be as a whole', async () => {
    for (const content of [table('Ann,"never closed'), `${table()}Ann,1${',x'.repeat(500)}\r\n`])
      expect(await inRanges([{ name: 'a.csv', content }], 2)).toEqual(await asWhole([{ name: 'a.csv', content }]));
  });
});

type Deliver = NonNullable<Parameters<typeof previewInRanges>[4]>['deliver'];

describe('A delivery', () => {
  let client: Client;
  let expected: object;
  beforeAll(async () => {
    client = await opened();
    expected = await readingOf(stage(), await preview(stage(), client, await upload(stage(), client, FILES, DECLARED)));
  });

  const readBy = async (every: number, deliver: Deliver): Promise<object> => {
    const uuid = await upload(stage(), client, FILES, DECLARED);
    return readingOf(stage(), await previewInRanges(stage(), client, uuid, every, deliver && { deliver }));
  };

  /** Dies where it writes a file of such a name for the first time. */
  const dying = (key: string, when: 'before' | 'after') => {
    const died: string[] = [];
    const deliver: Deliver = async (message, runtime) => {
      const { files } = runtime;
      const frail =
        <Content, Result>(write: (path: string, content: Content) => Promise<Result>) =>
        async (path: string, content: Content): Promise<Result> => {
          const dies = died.length === 0 && path.includes(key);
          if (dies) died.push(path);
          if (dies && when === 'before') throw new Error('killed');
          const written = await write(path, content);
          if (dies) throw new Error('killed');
          return written;
        };
      try {
        const [write, writeNew] = [frail(files.write), frail(files.writeNew)];
        await workOnFiles(message, { ...runtime, files: { ...files, write, writeNew } });
      } catch (error) {
        if (!String(error).includes('killed')) throw error;
        await workOnFiles(message, runtime);
      }
    };
    return { deliver, died };
  };

  it.each([
    ...['/scanned/0', '/made/0', '/made/3', '/names/', '/elsewhere/', '/decided', '/again/', '/begun/', '/ended/'],
    ...['/rows/', '/plan'],
  ])('that dies before or after it writes %s is made up for', async (key) => {
    for (const when of ['before', 'after'] as const) {
      const { deliver, died } = dying(key, when);
      expect(await readBy(4, deliver)).toEqual(expected);
      expect(died).toHaveLength(1);
    }
  });

  it('that comes twice at once, and again at the end, does no more', async () => {
    const all: (() => Promise<void>)[] = [];
    const read = readBy(4, async (message, runtime) => {
      all.push(() => workOnFiles(message, runtime));
      await Promise.all([workOnFiles(message, runtime), workOnFiles(message, runtime)]);
    });
    expect(await read).toEqual(expected);
    expect(all.length).toBeLessThan(60);
    const stored = [...storedIn(stage().service.runtime.files).keys()];
    for (const again of all) await again();
    expect([...storedIn(stage().service.runtime.files).keys()]).toEqual(stored);
    stage().service.take();
  });

  it('of a range that died is made up for by that range alone', async () => {
    const { deliver } = dying('/made/1', 'before');
    const before = new Set(storedIn(stage().service.runtime.files).keys());
    await readBy(4, deliver);
    const names = [...storedIn(stage().service.runtime.files).keys()].filter((key) => !before.has(key));
    const count = (part: string) => names.filter((key) => key.includes(part)).length;
    expect(count('/names/')).toBe(count('/made/') + 1);
  });
});
