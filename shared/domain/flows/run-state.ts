import { amend } from '../changes/apply.ts';
import type { Contact } from '../contacts/contact.ts';
import { VALUE_LIMIT } from '../contacts/fields.ts';
import type { Modifier } from '../contacts/modifiers/modifier.ts';
import { truncate } from '../text/truncate.ts';
import { unreachable } from '../unreachable.ts';
import type { Effect, Entering, Locals, NewResult, Results, RunEvent, RunOptions } from './flow.ts';
import { resultKey } from './results.ts';
import type { Session } from './session.ts';

/** What the actions and routers of a run have changed so far. */
export class RunState {
  contact: Contact;
  results: Results = {};
  locals: Locals = {};
  /** The flow that the last action entered, until the run goes there. */
  entering: Entering | null = null;
  readonly #options: RunOptions;
  readonly #session: Session;

  constructor(contact: Contact, options: RunOptions, session: Session) {
    this.contact = contact;
    this.#options = options;
    this.#session = session;
  }

  take(effects: readonly Effect[], node: string): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'modify':
          this.modify(effect.modifier);
          break;
        case 'event':
          this.#session.note(effect.event);
          break;
        case 'result':
          this.#keep(effect.result, node);
          break;
        case 'local':
          this.locals = withLocal(this.locals, effect.name, effect.value);
          break;
        case 'enter':
          this.entering = effect;
          break;
        default:
          unreachable(effect);
      }
    }
  }

  readonly #tell = (event: RunEvent): void => this.#session.note(event);

  modify(modifier: Modifier): void {
    this.contact = amend(this.contact, [modifier], this.#options, this.#tell);
  }

  #keep(result: NewResult, node: string): void {
    const { name, category, extra } = result;
    const value = cutValue(result.value);
    const kept = { ...result, value, node_uuid: node, created_on: this.#options.now };
    this.results = { ...this.results, [resultKey(name)]: kept };
    this.#session.events.push({
      type: 'run_result_changed',
      name,
      value,
      category,
      ...(extra !== undefined && { extra }),
    });
  }
}

function withLocal(locals: Locals, name: string, value: string | null): Locals {
  const { [name]: _, ...others } = locals;
  return value === null ? others : { ...others, [name]: value };
}

/** TextIt cuts a result's value like a field's. */
const cutValue = (value: string): string => truncate(value, VALUE_LIMIT);
