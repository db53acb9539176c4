/** What a function remembers of segments between requests: files never change, so nothing in it is ever outdated. */
import type { WorkspaceId } from '../../domain/ids.ts';

interface Kept {
  readonly workspace: WorkspaceId;
  readonly value: Promise<unknown>;
  /** The value, once it is there. */
  settled?: unknown;
  size: number;
}

/** Bytes; the rest of a function's memory is for reading and for answers. */
const SHARE = 0.5;
const mostBytes = (): number => Number(process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? 3_008) * 1024 * 1024 * SHARE;

/** By name, the least recently used first. */
const kept = new Map<string, Kept>();

/** The value of a name, loaded at its first use. What fails to load is forgotten. */
export function remembered<Value>(
  workspace: WorkspaceId,
  name: string,
  load: () => Promise<{ readonly value: Value; readonly size: number }>,
): Promise<Value> {
  const known = kept.get(name);
  if (known !== undefined) {
    kept.delete(name);
    kept.set(name, known);
    return known.value as Promise<Value>;
  }
  const loading = load();
  const entry: Kept = { workspace, value: loading.then(({ value }) => value), size: 0 };
  kept.set(name, entry);
  loading.then(
    ({ value, size }) => {
      entry.settled = value;
      entry.size = size;
      makeRoom();
    },
    () => kept.delete(name),
  );
  return entry.value as Promise<Value>;
}

/** The value of a name if it is there, which is no use of it. */
export const known = <Value>(name: string): Value | undefined => kept.get(name)?.settled as Value | undefined;

/** Forgets everything, for measurements of a first request. */
export const forget = (): void => kept.clear();

/** The workspace with the most bytes loses what it used least recently: it never pushes out all of another's. */
function makeRoom(most = mostBytes()): void {
  for (;;) {
    const sizes = new Map<WorkspaceId, number>();
    for (const { workspace, size } of kept.values()) sizes.set(workspace, (sizes.get(workspace) ?? 0) + size);
    const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    if (all <= most) return;
    const [largest] = [...sizes].sort(([, a], [, b]) => b - a)[0] ?? [];
    const oldest = [...kept].find(([, { workspace, size }]) => workspace === largest && size > 0);
    if (oldest === undefined) return;
    kept.delete(oldest[0]);
  }
}
