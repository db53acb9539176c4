/** Writes the file of an export in parts, on disk, from contacts made here; reports memory, seconds and bytes. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/domain/exports/file.ts';
import { exportRow } from '../../shared/domain/exports/row.ts';
import { isStored } from '../../shared/messages/files.ts';
import type { Fragment } from '../../shared/services/exports/forms/form.ts';
import { exportForm } from '../../shared/services/exports/forms/index.ts';
import { assets, contactOf } from '../../test/shared/domain/contacts/world.ts';
import { peopleFrom } from './people.ts';

export interface ExportMemory {
  readonly format: ExportFormat;
  readonly rows: number;
  readonly heapMegabytes: number;
  readonly residentMegabytes: number;
  readonly seconds: number;
  readonly fileMegabytes: number;
}

const MEGABYTE = 1024 * 1024;
/** As in shared/services/exports: a slice, and a part of 100 slices. */
const [SLICE, PART] = [500, 50_000];

async function* batches(from: number, to: number) {
  for (let at = from; at < to; at += SLICE)
    yield peopleFrom(at, Math.min(SLICE, to - at)).map(({ name, urns }, index) => ({
      ...exportRow(contactOf({ name, urns, groups: ['Testers'] }), assets),
      fields: { gender: 'female', age: String((at + index) % 90) },
    }));
}

async function measure(format: ExportFormat, rows: number): Promise<ExportMemory> {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-export-'));
  const schemes = new Map([
    ['tel', 1],
    ['mailto', 1],
  ]);
  const form = exportForm({ format, columns: null, assets, schemes });
  const [begun, fragments]: [number, Fragment[]] = [performance.now(), []];
  let peak = 0;
  const look = () => {
    globalThis.gc?.();
    peak = Math.max(peak, process.memoryUsage().heapUsed / MEGABYTE);
  };
  for (let first = 0; first < rows; first += PART) {
    const [key, to] = [join(folder, String(first)), Math.min(rows, first + PART)];
    const content = form.fragment(batches(first, to) as never, first);
    let [next, chunks] = [await content.next(), 0];
    for (; !next.done; next = await content.next()) {
      await appendFile(key, next.value);
      if (chunks++ % 50 === 0) look();
    }
    fragments.push({ key, bytes: statSync(key).size, rows: to - first, noted: next.value });
    look();
  }
  const file = createHash('sha256');
  let bytes = 0;
  for (const piece of await form.pieces(fragments)) {
    const stream = isStored(piece) ? createReadStream(piece.key, { start: piece.from, end: piece.to - 1 }) : [piece];
    for await (const chunk of stream) {
      file.update(chunk);
      bytes += chunk.length;
    }
  }
  look();
  rmSync(folder, { recursive: true });
  return {
    ...{ format, rows, heapMegabytes: peak, residentMegabytes: process.resourceUsage().maxRSS / 1_024 },
    ...{ seconds: (performance.now() - begun) / 1_000, fileMegabytes: bytes / 1_000_000 },
  };
}

const [format, rows] = process.argv.slice(2);
const asked = EXPORT_FORMATS.find((one) => one === format);
if (asked === undefined) throw new Error(`${format} is no format`);
process.send?.(await measure(asked, Number(rows)));
