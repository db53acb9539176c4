import type { Contact } from '../contacts/contact.ts';
import type { ErrorEvent } from '../contacts/error-event.ts';
import type { ContactEvent } from '../contacts/events.ts';
import type { Modifier } from '../contacts/modifiers/modifier.ts';
import type { Applying } from '../contacts/modifiers/outcome.ts';
import type { FlowId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Assets } from '../workspace.ts';
import type { Budget } from './template/budget.ts';

/** Flows enter flows of their type; messaging flows also background flows (goflow since March 2026). */
export const mayEnter = (from: FlowType, to: FlowType): boolean =>
  from === to || (from === 'messaging' && to === 'messaging_background');

export const FLOW_TYPES = ['messaging', 'messaging_background', 'messaging_offline', 'voice'] as const;
export type FlowType = (typeof FLOW_TYPES)[number];

/** A definition that was checked and prepared to run. The definition itself is stored. */
export interface Flow {
  readonly uuid: FlowId;
  readonly name: string;
  readonly type: FlowType;
  /** ISO 639-3, or `und`. */
  readonly language: string;
  readonly revision: number;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  /** The first node; null for an empty flow, which does nothing. */
  readonly start: FlowNode | null;
  /** The results that its runs may leave, as `flows.json` lists them. */
  readonly results: readonly ResultInfo[];
}

export interface FlowNode {
  readonly uuid: string;
  readonly actions: readonly Action[];
  readonly route: Route | null;
  readonly categories: readonly string[];
  readonly exits: readonly Exit[];
}

interface Exit {
  readonly uuid: string;
  readonly destination: string | null;
}

export interface ResultInfo {
  readonly key: string;
  readonly name: string;
  readonly categories: readonly string[];
  readonly node_uuids: readonly string[];
}

export interface Action {
  readonly uuid: string;
  readonly perform: Perform;
}

/** A prepared action: returns its effects at a step of a run. */
export type Perform = (step: RunStep) => readonly Effect[];

/** A prepared router: returns the exit to leave by, or null when no category fits, which fails the run. */
export type Route = (step: RunStep) => { readonly exit: string | null; readonly effects: readonly Effect[] };

/** The state of a run at a node, as actions, routers and templates see it. */
export interface RunStep extends RunOptions {
  readonly flow: Flow;
  readonly node: FlowNode;
  readonly contact: Contact;
  readonly results: Results;
  readonly locals: Locals;
  /** `@parent`: the run that entered this flow. */
  readonly parent: RunView | null;
  /** `@child`: the last run of a flow that this one entered. */
  readonly child: RunView | null;
  /** The uuid of the run, made when it is first looked at. */
  readonly runUuid: () => string;
  /** How often the run has come to this node, this time included. */
  readonly visits: number;
  /** The work that the run may still do. */
  readonly budget: Budget;
}

export type Effect =
  | { readonly type: 'modify'; readonly modifier: Modifier }
  | { readonly type: 'event'; readonly event: RunEvent }
  | { readonly type: 'result'; readonly result: NewResult }
  | { readonly type: 'local'; readonly name: string; readonly value: string | null }
  | Entering;

/** The flow that a run enters when the actions of its node are done. */
export interface Entering {
  readonly type: 'enter';
  readonly flow: { readonly uuid: FlowId; readonly name: string };
  readonly terminal: boolean;
}

/** A run as the templates of another run see it. */
export interface RunView {
  readonly uuid: () => string;
  readonly flow: Flow;
  readonly contact: Contact;
  readonly results: Results;
  readonly status: 'active' | 'waiting' | 'completed';
}

export interface Result {
  readonly name: string;
  readonly value: string;
  readonly category: string;
  readonly category_localized?: string;
  readonly input?: string;
  readonly extra?: Readonly<Record<string, string>>;
  readonly node_uuid: string;
  readonly created_on: Instant;
}

/** A result as an action or router gives it; the run adds where and when. */
export type NewResult = Omit<Result, 'node_uuid' | 'created_on'>;

/** By key: the result's name in lower case, with `_` for each run of other characters. */
export type Results = Readonly<Record<string, Result>>;
export type Locals = Readonly<Record<string, string>>;

/** What a run reports (TextIt 8.7): the events of the contact's changes, and its own. */
export type RunEvent =
  | ContactEvent
  | RunError
  | { readonly type: 'failure'; readonly text: string }
  | {
      readonly type: 'run_result_changed';
      readonly name: string;
      readonly value: string;
      readonly category: string;
      readonly extra?: Readonly<Record<string, string>>;
    };

/** Something that an action or router could not do; the run goes on (TextIt 8.6). */
export interface RunError {
  readonly type: 'error';
  readonly text: string;
  readonly code?: 'dependency:missing' | 'expression' | 'group:missing';
  readonly extra?: Readonly<Record<string, string>>;
}

export interface RunOptions extends Applying {
  readonly assets: Assets;
  readonly flows?: ReadonlyMap<FlowId, Flow>;
  /** `@run.uuid`; made from `now` and `random` when left out. */
  readonly uuid?: string;
  /** `@trigger.params`: any JSON. */
  readonly params: unknown;
  /** `@trigger.origin`: who asked for the run (TextIt 9.4). */
  readonly origin?: 'api' | 'zapier';
  /** At least 0, less than 1. */
  readonly random: () => number;
}

export interface PlacedError {
  readonly event: RunError | ErrorEvent | { readonly type: 'failure'; readonly text: string };
  /** The code of the event, by which errors are counted: `error` when it has none, or why the run failed. */
  readonly kind: string;
  /** Null at the start of the run, before any node. */
  readonly node: string | null;
  /** Null when the node's router failed, not an action. */
  readonly action: string | null;
}

export interface Run {
  /** The very same object when nothing changed; otherwise one version later. */
  readonly contact: Contact;
  readonly events: readonly RunEvent[];
  readonly errors: readonly PlacedError[];
  readonly results: Results;
  readonly status: 'completed' | 'failed';
  /** Why the run failed: it broke a rule of flows, or took too much work. */
  readonly failure?: 'flow_failed' | 'too_costly';
  readonly path: readonly { readonly node: string; readonly exit: string | null }[];
}
