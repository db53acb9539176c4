/** A stream record that a projection can never process. It holds no name, address or value. */
export interface PassedOverRecord {
  /** The stream's sequence number. */
  readonly sequence: string;
  /** The partition key of the item: its workspace and contact. */
  readonly key: string;
  /** The projection that failed; `read` when the record could not be read at all. */
  readonly projection: 'read' | 'history' | 'counts' | 'ledger' | 'clean-up' | 'messages' | 'bus' | 'carrier';
  readonly reason: string;
}

/** The stream's failure destination: it gets the records that were skipped. */
export interface PassedOver {
  /** Throws when it could not be sent. */
  send(records: readonly PassedOverRecord[]): Promise<void>;
}

/** A message that could not be handled. */
export interface DeadLetter {
  /** SQS's id, which stays when the message is moved. */
  readonly id: string;
  readonly body: string;
}

export interface WaitingLetters {
  /** The name of its alarm, `<queue>-dead-letters`. */
  readonly queue: string;
  /** About how many wait. */
  readonly count: number;
  /** Some of them. They stay where they are. */
  readonly letters: readonly DeadLetter[];
}

/** Queues of messages that wait for a person. Callers do not know whether they are SQS or a test's list. */
export interface DeadLetters {
  /** The queues in which something waits. */
  waiting(): Promise<readonly WaitingLetters[]>;
}

/** The person on duty. */
export interface Duty {
  /** Tells of something. `alarm`: a heading of the runbook without `dormouse-`. */
  tell(about: { readonly alarm: string; readonly text: string }): Promise<void>;
}
