/** A record of the stream that a projection cannot take, however often it is delivered. No name, address or value is in it. */
export interface PassedOverRecord {
  /** The stream's sequence number. */
  readonly sequence: string;
  /** The partition key of the item: its workspace and contact. */
  readonly key: string;
  /** What was not made of it: `read` when it could not be read, and nothing was. */
  readonly projection: 'read' | 'history' | 'counts' | 'ledger' | 'clean-up' | 'messages' | 'bus' | 'carrier';
  readonly reason: string;
}

/** The failure destination of the stream: where the records are named that were passed over. */
export interface PassedOver {
  /** Throws when it could not be sent. */
  send(records: readonly PassedOverRecord[]): Promise<void>;
}
