/**
 * The cases in `test/cases/flows/action-<what>.json`: actions, a contact before and after them, the events.
 * `UPDATE_CASES=1` rewrites the expected results; the diff is the review (see the README there).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../../../shared/domain/flows/flow.ts';
import { runFlow } from '../../../../shared/domain/flows/run.ts';
import { assets, change, contactOf, now, type ShownContact, showContact } from '../contacts/world.ts';
import { actionsFlow, EXIT, flowOf, type Json, NODE } from './fragment.ts';

interface Case {
  readonly name: string;
  readonly before: ShownContact;
  readonly actions: readonly Json[];
  readonly params?: unknown;
  readonly taken?: readonly string[];
  after: ShownContact | 'unchanged';
  events: readonly unknown[];
}

const CASES = 'test/cases/flows';
const files = readdirSync(CASES).filter((name) => name.startsWith('action-'));

describe.each(files)('%s', (file) => {
  const path = join(CASES, file);
  const cases = JSON.parse(readFileSync(path, 'utf8')) as Case[];
  if (process.env['UPDATE_CASES']) rewrite(path, cases);

  it.each(cases)('$name', (each) => {
    const before = contactOf(each.before);
    const run = runCase(each);
    expect(shown(run, before.version)).toEqual({ after: each.after, events: each.events });
    expect(run).toMatchObject({ status: 'completed', path: [{ node: NODE, exit: EXIT }] });
    if (each.after === 'unchanged') expect(run.contact).toEqual(before);
    else expect(run.contact).toMatchObject({ version: before.version + 1, modifiedOn: now, lastChange: change });
  });
});

function runCase({ before, actions, params, taken = [] }: Case): Run {
  const options = { assets, params, now, random: () => 0.25, change, taken: new Set(taken) };
  return runFlow(flowOf(actionsFlow(actions)), contactOf(before), options);
}

const shown = ({ contact, events }: Run, version: number) => ({
  after: contact.version === version ? 'unchanged' : showContact(contact),
  events: events.map(showEvent),
});

/** Groups by name alone. */
function showEvent(event: Run['events'][number]): unknown {
  if (event.type !== 'contact_groups_changed') return event;
  const { type, groups_added, groups_removed } = event;
  return {
    type,
    ...(groups_added && { groups_added: groups_added.map(({ name }) => name) }),
    ...(groups_removed && { groups_removed: groups_removed.map(({ name }) => name) }),
  };
}

function rewrite(path: string, cases: Case[]): void {
  for (const each of cases) Object.assign(each, shown(runCase(each), contactOf(each.before).version));
  writeFileSync(path, `${JSON.stringify(cases, null, 2)}\n`);
}
