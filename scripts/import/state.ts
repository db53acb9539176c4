import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Round } from '../../shared/domain/imports/textit/round.ts';

interface Kept {
  /** The time up to which everything was pulled. */
  readonly until: string | null;
  /** Whether an import was run before: then rows also say what to remove. */
  readonly imported: boolean;
  readonly round: Round | null;
  /** Complete rounds that are not imported yet. */
  readonly files: number;
}

/** The progress of a move, for its owner only; written after each page, so that a stop loses nothing. */
export interface State extends Kept {
  begin(round: Round): void;
  page(lines: readonly string[], round: Round): void;
  /** The round is complete. */
  end(until: string): void;
  /** Files of complete rounds, newest first: the first row about a person counts. */
  list(): readonly string[];
  done(): void;
}

const FRESH: Kept = { until: null, imported: false, round: null, files: 0 };

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
  return {
    get until() {
      return kept.until;
    },
    get imported() {
      return kept.imported;
    },
    get round() {
      return kept.round;
    },
    get files() {
      return kept.files;
    },
    begin(round) {
      rmSync(fileOf(kept.files), { force: true });
      save({ ...kept, round });
    },
    page(lines, round) {
      appendFileSync(fileOf(kept.files), lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
      save({ ...kept, round });
    },
    end: (until) => save({ ...kept, until, round: null, files: kept.files + (existsSync(fileOf(kept.files)) ? 1 : 0) }),
    list: () => Array.from({ length: kept.files }, (_, number) => fileOf(number)).reverse(),
    done() {
      for (let number = 0; number < kept.files; number++) rmSync(fileOf(number), { force: true });
      save({ ...kept, imported: true, files: 0 });
    },
  };
}
