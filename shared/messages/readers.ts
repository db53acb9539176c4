/** A queue's reader that sleeps while nobody needs it: Lambda asks no queue for messages then. */
export interface QueueReader {
  /** The queue's name. */
  readonly queue: string;
  readonly isAwake: boolean;
  /** Whether AWS is still changing it. */
  readonly isChanging: boolean;
}

/** Queues, and the readers of some. Callers do not know whether they are AWS's or a test's. */
export interface Readers {
  /** The queues with messages that wait, are handled or are delayed. */
  waiting(): Promise<ReadonlySet<string>>;
  /** Readers that may sleep. */
  sleepers(): Promise<readonly QueueReader[]>;
  wake(queue: string): Promise<void>;
  putToSleep(queue: string): Promise<void>;
  /** Whether the reader had work in the last seven days. */
  hadWork(queue: string): Promise<boolean>;
}
