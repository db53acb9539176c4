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
