/** What a write makes of a value; null when it cannot have been accepted on this one. */
export type Effect<Value> = (before: Value) => Value | null;

/** What was heard of a write: it is done, or nobody can tell whether it is, or ever will be. */
type Heard = 'done' | 'unknown';

/** All that a value may be, as far as somebody can know who sees every write begin and hears of its end. */
export interface Known<Value> {
  readonly values: ReadonlySet<Value>;
  /** A write begins: it may be carried out at any time from now until `end` is called. */
  write(effect: Effect<Value>): (heard: Heard) => void;
}

interface Write<Value> {
  readonly effect: Effect<Value>;
  /** Effects of the writes that were under way at some time while this one was. */
  readonly others: Effect<Value>[];
}

/**
 * Follows one value from its start. Concurrent writes may have been carried out in either order; a finished one came
 * after everything that had ended before it began.
 */
export function known<Value>(start: Value): Known<Value> {
  let values: ReadonlySet<Value> = new Set([start]);
  const open = new Set<Write<Value>>();
  return {
    get values() {
      return values;
    },
    write(effect) {
      const write: Write<Value> = { effect, others: [...open].map((other) => other.effect) };
      for (const other of open) other.others.push(effect);
      open.add(write);
      values = spread(values, [effect, ...write.others]);
      return (heard) => {
        open.delete(write);
        if (heard === 'done') values = spread(made(values, effect), write.others);
      };
    },
  };
}

const made = <Value>(values: Iterable<Value>, effect: Effect<Value>): Set<Value> =>
  new Set([...values].map(effect).filter((value) => value !== null));

/** All that can come of these values by any of the effects, in any order. */
function spread<Value>(from: Iterable<Value>, effects: readonly Effect<Value>[]): ReadonlySet<Value> {
  const reached = new Set(from);
  // A Set is walked through to its end, with what is added meanwhile.
  for (const value of reached)
    for (const effect of effects) {
      const next = effect(value);
      if (next !== null) reached.add(next);
    }
  return reached;
}
