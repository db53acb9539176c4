/** How an account's concurrency is divided: what answers no requests gets at most half of it together. */

/** A function that answers no requests. */
export interface Worker {
  readonly name: string;
  /** Concurrent executions that it is built for. */
  readonly atMost: number;
  /** It gets what is left when all others have what they are built for: perhaps none. */
  readonly spare?: true;
}

export interface Shares {
  /** Concurrent executions of each worker, by its name. */
  readonly of: ReadonlyMap<string, number>;
  /** Whether they are reserved. Otherwise each queue has them as its maximum, which reserves nothing. */
  readonly reserved: boolean;
}

/** AWS keeps so many for functions without a reservation, and refuses to reserve more. */
export const UNRESERVED = 100;

/** The least that SQS takes as a queue's maximum; a function that runs by the clock needs one. */
const leastOf = ({ atMost, spare }: Worker): number => (spare ? 0 : Math.min(2, atMost));

const sumOf = (numbers: Iterable<number>): number => [...numbers].reduce((sum, one) => sum + one, 0);

/**
 * Divides an account among the workers.
 *
 * @param account - concurrent executions that the account has for this deployment; null when that is not known
 * @param chosen - what the operator gives certain workers
 */
export function sharesOf(
  account: number | null,
  workers: readonly Worker[],
  chosen: ReadonlyMap<string, number> = new Map(),
): Shares {
  const wanted = workers.map(({ spare, ...worker }) => {
    const given = chosen.get(worker.name);
    return { ...worker, atMost: given ?? worker.atMost, ...(spare && given === undefined && { spare }) };
  });
  const all = new Map(wanted.map(({ name, atMost }) => [name, atMost]));
  if (account === null) return { of: all, reserved: false };
  const half = Math.floor(account / 2);
  const reservable = Math.min(half, account - UNRESERVED);
  const reserved = reservable >= sumOf(wanted.map(leastOf));
  const room = reserved ? reservable : half;
  const needed = sumOf(wanted.map((worker) => (chosen.has(worker.name) ? worker.atMost : leastOf(worker))));
  if (chosen.size > 0 && needed > room)
    throw new Error(
      `The context value concurrency needs ${needed} of the account's ${account}, and the API must keep half: ` +
        'give the functions less, or ask AWS for a higher limit (Service Quotas, Lambda, Concurrent executions).',
    );
  const shares = divide(
    room,
    wanted.filter(({ spare }) => !spare),
    chosen,
  );
  // Without reservations nothing would keep them within what is left.
  let left = reserved ? room - sumOf(shares.values()) : 0;
  const others = wanted
    .filter(({ spare }) => spare)
    .map(({ name, atMost }) => {
      const share = Math.min(atMost, Math.max(left, 0));
      left -= share;
      return [name, share] as const;
    });
  return { of: new Map([...shares, ...others]), reserved };
}

/** Gives each its least, and then one by one to whoever has the smallest part of what it wants. */
function divide(
  room: number,
  workers: readonly Worker[],
  chosen: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const shares = new Map(workers.map((worker) => [worker.name, chosen.get(worker.name) ?? leastOf(worker)]));
  const shareOf = ({ name }: Worker) => shares.get(name) ?? 0;
  for (let left = room - sumOf(shares.values()); left > 0; left--) {
    const open = workers.filter((worker) => shareOf(worker) < worker.atMost);
    const [neediest] = open.toSorted((a, b) => shareOf(a) / a.atMost - shareOf(b) / b.atMost);
    if (!neediest) break;
    shares.set(neediest.name, shareOf(neediest) + 1);
  }
  return shares;
}
