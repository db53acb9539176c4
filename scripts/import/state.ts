import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseUuid } from '../../shared/domain/ids.ts';
import type { Round } from '../../shared/domain/imports/textit/round.ts';
import type { Api } from '../api.ts';

interface Kept {
  /** The time up to which everything was pulled. */
  readonly until: string | null;
  /** Whether an import was run before: then rows also say what to remove. */
  readonly imported: boolean;
  readonly round: Round | null;
  /** Bytes of its pages so far: a stop may leave half a page after them. */
  readonly bytes: number;
  /** Complete rounds that are not imported yet. */
  readonly files: number;
}

/** The progress of a move, for its owner only; written after each page, so that a stop loses nothing. */
export interface State extends Omit<Kept, 'bytes'> {
  begin(round: Round): void;
  page(lines: readonly string[], round: Round): void;
  /** The round is complete. */
  end(until: string): void;
  /** Files of complete rounds, newest first: the first row about a person counts. */
  list(): readonly string[];
  done(): void;
}

const FRESH: Kept = { until: null, imported: false, round: null, bytes: 0, files: 0 };

/** The folder of a move from one workspace to another, so that the progress of two is never mixed. */
export async function stateFolder(within: string, source: Api, target: Api): Promise<string> {
  const [from, to] = await Promise.all([source, target].map(async (api) => (await api.get('workspace.json'))['uuid']));
  if (parseUuid(String(from)) === null || parseUuid(String(to)) === null)
    throw new Error('workspace.json does not name the workspace by its uuid: give an address of TextIt or Dormouse.');
  return join(within, `${String(from)}-to-${String(to)}`);
}

export function openState(directory: string): State {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'state.json');
  let kept: Kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : FRESH;
  const fileOf = (number: number) => join(directory, `contacts-${number}.jsonl`);
  const save = (next: Kept) => {
    writeFileSync(`${path}.new`, JSON.stringify(next), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    kept = next;
  };
  /** Removes people whom nothing needs any more. */
  const removeLeft = () => {
    const needed = kept.files + (kept.round === null ? 0 : 1);
    const left = readdirSync(directory).filter((name) => Number(/^contacts-(\d+)\.jsonl$/.exec(name)?.[1]) >= needed);
    for (const name of left) rmSync(join(directory, name));
  };
  removeLeft();
  return {
    get until() {
      return kept.until;
    },
    get imported() {
      return kept.imported;
    },
    /** Begun anew when its pages are gone. */
    get round() {
      return existsSync(fileOf(kept.files)) ? kept.round : null;
    },
    get files() {
      return kept.files;
    },
    begin(round) {
      writeFileSync(fileOf(kept.files), '', { mode: 0o600 });
      save({ ...kept, round, bytes: 0 });
    },
    page(lines, round) {
      const text = lines.map((line) => `${line}\n`).join('');
      truncateSync(fileOf(kept.files), kept.bytes);
      appendFileSync(fileOf(kept.files), text);
      save({ ...kept, round, bytes: kept.bytes + Buffer.byteLength(text) });
    },
    end: (until) => save({ ...kept, until, round: null, files: kept.files + (existsSync(fileOf(kept.files)) ? 1 : 0) }),
    list: () => Array.from({ length: kept.files }, (_, number) => fileOf(number)).reverse(),
    done() {
      save({ ...kept, imported: true, files: 0 });
      removeLeft();
    },
  };
}
