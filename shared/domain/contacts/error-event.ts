type ErrorCode = 'dependency:missing' | 'urn:invalid' | 'urn:taken' | 'language:invalid' | 'opted_out';

/** Something that was refused while the rest went on (TextIt 8.6). */
export interface ErrorEvent {
  readonly type: 'error';
  readonly text: string;
  readonly code?: ErrorCode;
  readonly extra?: Readonly<Record<string, string>>;
}

/** What a run of a flow could not do, and where in the flow, as its contact's history has it (TextIt 8.7). */
export interface RunErrorEvent {
  readonly type: 'error' | 'failure';
  readonly text: string;
  readonly code?: ErrorCode | 'expression' | 'group:missing';
  readonly extra?: Readonly<Record<string, string>>;
  /** The kind by which a job's errors are counted. */
  readonly _kind: string;
  readonly _node: string | null;
  readonly _action: string | null;
}

/** Whether an event was left by a run, which changed nothing about the contact. */
export const isOfRun = <Event extends object>(event: Event | RunErrorEvent): event is RunErrorEvent => '_kind' in event;

/** The one refusal that history keeps (TextIt 2.12). */
export const isTaken = (event: { readonly type: string }): event is ErrorEvent =>
  event.type === 'error' && 'code' in event && event.code === 'urn:taken';

/** Whether a contact did not become active because it opted out. */
export const isOptedOut = (event: { readonly type: string }): boolean =>
  event.type === 'error' && 'code' in event && event.code === 'opted_out';
