export type ErrorCode = 'dependency:missing' | 'urn:invalid' | 'urn:taken' | 'language:invalid' | 'opted_out';

/** Something that was asked for and refused, while the rest went on (TextIt 8.6). */
export interface ErrorEvent {
  readonly type: 'error';
  readonly text: string;
  readonly code?: ErrorCode;
  readonly extra?: Readonly<Record<string, string>>;
}

/** What a run of a flow could not do, as the history of its contact has it (TextIt 8.7), and where in the flow that was. */
export interface RunErrorEvent {
  readonly type: 'error' | 'failure';
  readonly text: string;
  readonly code?: ErrorCode | 'expression' | 'group:missing';
  readonly extra?: Readonly<Record<string, string>>;
  /** By which the errors of a job are counted. */
  readonly _kind: string;
  readonly _node: string | null;
  readonly _action: string | null;
}

/** Whether an event is what a run left, which changed nothing of the contact. */
export const isOfRun = <Event extends object>(event: Event | RunErrorEvent): event is RunErrorEvent => '_kind' in event;

/** The one refusal that history keeps (TextIt 2.12). */
export const isTaken = (event: { readonly type: string }): event is ErrorEvent =>
  event.type === 'error' && 'code' in event && event.code === 'urn:taken';

/** That a contact did not become active, since it opted out. */
export const isOptedOut = (event: { readonly type: string }): boolean =>
  event.type === 'error' && 'code' in event && event.code === 'opted_out';
