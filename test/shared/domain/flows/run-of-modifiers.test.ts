import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { isUnchanged } from '../../../../shared/domain/contacts/is-unchanged.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { modify } from '../../../../shared/domain/flows/effects.ts';
import type { FlowNode, RunEvent, RunOptions } from '../../../../shared/domain/flows/flow.ts';
import { runFlow } from '../../../../shared/domain/flows/run.ts';
import { laterOf } from '../../../../shared/domain/instant.ts';
import { applying, contacts, modifiers } from '../contacts/any-contact.ts';
import { VALUES } from '../contacts/values.ts';
import { assets } from '../contacts/world.ts';
import { definition, flowOf, uuid } from './fragment.ts';

/** A flow of one node with an action for each modifier. */
function flowOfModifiers(each: readonly Modifier[]) {
  const actions = each.map((modifier, n) => ({ uuid: uuid(n + 100), perform: () => [modify(modifier)] }));
  const exits = [{ uuid: uuid(3), destination: null }];
  const node: FlowNode = { uuid: uuid(2), actions, route: null, categories: [], exits };
  return { ...flowOf(definition({})), nodes: new Map([[node.uuid, node]]), start: node };
}

/** Each modifier as a version of its own, and then all of them as one. */
function oneByOne(before: Contact, each: readonly Modifier[], options: RunOptions) {
  const events: RunEvent[] = [];
  let current = before;
  for (const modifier of [{ type: 'regroup' } as const, ...each]) {
    const applied = apply(current, [modifier], assets, options);
    current = applied.contact;
    events.push(...applied.events);
  }
  const once = { ...current, version: before.version + 1, modifiedOn: laterOf(before.modifiedOn, options.now) };
  return { contact: isUnchanged(before, current) ? before : once, events };
}

/** Changed by any job, and in groups in which it need not be. */
const unsorted = fc
  .record({
    contact: contacts,
    groups: fc.subarray([...assets.groups.keys()]),
    lastChange: VALUES.lastChange,
    marks: VALUES.marks,
  })
  .map(({ contact, groups, ...rest }) => ({
    ...contact,
    ...rest,
    groups: contact.status === 'active' ? groups : contact.groups,
  }));

describe('a run', () => {
  it('changes a contact, and says so, as its modifiers do one by one', () => {
    fc.assert(
      fc.property(unsorted, fc.array(modifiers, { maxLength: 5 }), VALUES.lastChange, (before, each, change) => {
        const options: RunOptions = { ...applying, assets, params: null, random: () => 0, change };
        const expected = oneByOne(before, each, options);
        const { contact, events, errors } = runFlow(flowOfModifiers(each), before, options);
        expect({ contact, events }).toEqual(expected);
        expect(contact === before).toBe(expected.contact === before);
        expect(errors.map(({ event }) => event)).toEqual(events.filter(({ type }) => type === 'error'));
      }),
    );
  });
});
