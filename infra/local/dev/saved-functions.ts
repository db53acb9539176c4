import { type BuildFailure, formatMessages } from 'esbuild';
import type { SourceRecord } from '../assembly/source-record.ts';
import type { Rebuilder } from './rebuild.ts';

interface SavedFunctions {
  /** The function's folder, built of its sources; the last one (first `before`, the assembly's) when they fail. */
  directoryOf(name: string, before: string): Promise<string>;
  /** Builds saved files' functions again, the last used first; those not run yet when they run. Errors print once. */
  saved(paths: ReadonlySet<string>): void;
  /** Begins no more builds. */
  stop(): void;
}

interface SavedFunction {
  readonly name: string;
  readonly entry: string;
  sources: ReadonlySet<string>;
  directory: string | null;
  state: 'fresh' | 'stale' | 'building' | 'broken';
  building: Promise<void> | null;
  /** The time of its last run; null when it can be built later, as it runs. */
  wantedAt: number | null;
}

const listed = new Intl.ListFormat('en');

export function createSavedFunctions(
  { functions }: SourceRecord,
  rebuilder: Rebuilder,
  say: (line: string) => void,
): SavedFunctions {
  const all = Object.entries(functions).map(
    ([name, { entry, files }]): SavedFunction => ({
      name,
      entry,
      sources: new Set(files),
      directory: null,
      state: 'fresh',
      building: null,
      wantedAt: null,
    }),
  );
  const byName = new Map(all.map((one) => [one.name, one]));
  const errors = new Set<string>();
  let busy = false;

  async function build(one: SavedFunction): Promise<void> {
    one.state = 'building';
    try {
      const { directory, sources } = await rebuilder.rebuild(one);
      one.directory = directory;
      one.sources = new Set(sources);
      settle(one, 'fresh');
    } catch (error) {
      settle(one, 'broken');
      const text = await textOf(error);
      if (!errors.has(text)) say(text);
      errors.add(text);
    }
  }

  async function freshen(one: SavedFunction): Promise<void> {
    while (one.state === 'stale') {
      one.building ??= build(one).finally(() => {
        one.building = null;
      });
      await one.building;
    }
    await one.building;
  }

  /** The last used function of those to build now. */
  const next = (): SavedFunction | undefined =>
    all
      .filter(({ state, wantedAt }) => state === 'stale' && wantedAt !== null)
      .sort((a, b) => Number(b.wantedAt) - Number(a.wantedAt))[0];

  async function buildWanted(): Promise<void> {
    if (busy) return;
    busy = true;
    const begun = performance.now();
    const built: string[] = [];
    for (let one = next(); one; one = next()) {
      await freshen(one);
      if (one.state === 'fresh') built.push(one.name);
    }
    busy = false;
    if (built.length > 0) say(`${listed.format(built)} built again in ${Math.round(performance.now() - begun)} ms`);
  }

  return {
    async directoryOf(name, before) {
      const one = byName.get(name);
      if (!one) return before;
      one.wantedAt = performance.now();
      await freshen(one);
      return one.directory ?? before;
    },
    saved(paths) {
      errors.clear();
      const stale = all.filter(
        ({ state, sources }) => state === 'broken' || [...paths].some((path) => sources.has(path)),
      );
      for (const one of stale) one.state = 'stale';
      const [first] = stale;
      // Otherwise an error would be printed only when one of them runs.
      if (first && stale.every(({ wantedAt }) => wantedAt === null)) first.wantedAt = 0;
      void buildWanted();
    },
    stop() {
      for (const one of all) one.state = 'fresh';
    },
  };
}

/** A function whose file was saved during the build stays stale. */
function settle(one: SavedFunction, state: 'fresh' | 'broken'): void {
  if (one.state === 'building') one.state = state;
}

async function textOf(error: unknown): Promise<string> {
  if (!(error instanceof Error && 'errors' in error)) return String(error);
  const messages = await formatMessages((error as BuildFailure).errors, { kind: 'error', color: process.stderr.isTTY });
  return messages.join('').trimEnd();
}
