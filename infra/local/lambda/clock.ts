/** The functions' clock: the machine's, shifted by shared memory. Each worker's bootstrap replaces `Date`. */
export interface Clock {
  /** Milliseconds since 1970, as the functions see them. */
  now(): number;
  /** Sets the clock, which ticks on from there; null restores the machine's. */
  set(instant: Date | null): void;
  /** Whether it is not the machine's. */
  readonly shifted: boolean;
  readonly offset: SharedArrayBuffer;
}

export function createClock(): Clock {
  const offset = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const shift = new Float64Array(offset);
  return {
    offset,
    now: () => Date.now() + (shift[0] ?? 0),
    set(instant) {
      shift[0] = instant === null ? 0 : instant.getTime() - Date.now();
    },
    get shifted() {
      return shift[0] !== 0;
    },
  };
}

/** Shifts this thread's `Date` and `performance.timeOrigin`. */
export function installClock(offset: SharedArrayBuffer): void {
  const shift = new Float64Array(offset);
  const machine = Date.now;
  const origin = performance.timeOrigin;
  const now = () => machine() + (shift[0] ?? 0);
  Date.now = now;
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: (target) => new target(now()).toString(),
  });
  Object.defineProperty(performance, 'timeOrigin', { get: () => origin + (shift[0] ?? 0) });
}
