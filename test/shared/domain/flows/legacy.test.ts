/**
 * The cases in `test/cases/flows/legacy-<what>.json`: a definition of version 3 to 12, what it becomes, and what a
 * contact experiences in it, or why it only runs elsewhere. `UPDATE_CASES=1` rewrites the expected results.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFlow } from '../../../../shared/domain/flows/definition.ts';
import { translateTemplate } from '../../../../shared/domain/flows/migrations/legacy/expressions/template.ts';
import { describeProblem } from '../../../../shared/domain/flows/problem.ts';
import { runFlow } from '../../../../shared/domain/flows/run.ts';
import { templateScopeOf } from '../../../../shared/domain/flows/template/context.ts';
import { readTemplate, renderTemplate } from '../../../../shared/domain/flows/template/template.ts';
import { sentenceOf } from '../../../../shared/lambda/refusals.ts';
import expressions from '../../../cases/flows/legacy-templates.json' with { type: 'json' };
import { runs } from '../../../support/property/runs.ts';
import { assets, change, contactOf, groupId, now, type ShownContact, showContact } from '../contacts/world.ts';
import { FLOW, type Json, uuid } from './fragment.ts';
import { showDefinition } from './legacy-shown.ts';
import { step } from './step.ts';

interface Case {
  readonly name: string;
  readonly version?: number | string;
  /** A flow of one set of actions, or of one set of rules; or a definition. */
  readonly actions?: readonly Json[];
  readonly rule_set?: Json;
  readonly definition?: Json;
  readonly before?: ShownContact;
  readonly params?: unknown;
  becomes?: Json;
  needs?: Json;
  /** A run, or the problems of a flow that is kept, or refused. */
  run?: { readonly after: ShownContact | 'unchanged'; readonly events: readonly unknown[] };
  kept?: readonly string[];
  refused?: readonly string[];
}

const CASES = new URL('../../../cases/flows/', import.meta.url);
const files = readdirSync(CASES).filter((name) => /^legacy-(?!templates)/.test(name));

function definitionOf({ version = '11.12', actions, rule_set, definition }: Case): Json {
  if (definition !== undefined) return definition;
  const set = { uuid: uuid(2), x: 0, y: 0 };
  return {
    version,
    flow_type: 'F',
    base_language: 'eng',
    entry: set.uuid,
    action_sets: actions ? [{ ...set, actions, destination: null, exit_uuid: uuid(3) }] : [],
    rule_sets: rule_set ? [{ ...set, label: 'Answer', operand: '@step.value', ...rule_set }] : [],
    metadata: { uuid: FLOW, name: 'Old' },
  };
}

/** As an import does, groups get the uuids that the workspace's have. */
function renumbered(definition: unknown, groups: readonly { readonly uuid: string; readonly name: string }[]): unknown {
  const text = groups.reduce(
    (json, { uuid: old, name }) => json.replaceAll(old, groupId(name)),
    JSON.stringify(definition),
  );
  return JSON.parse(text);
}

function outcomeOf(one: Case): Partial<Case> {
  const reading = parseFlow(definitionOf(one));
  if (!reading.ok && reading.kept === null) return { refused: reading.problems.map(plainProblem) };
  const { groups = [], fields = [] } = reading.needs ?? {};
  const needs = {
    ...(groups.length > 0 && { groups: groups.map(({ name }) => name) }),
    ...(fields.length > 0 && { fields }),
  };
  const made = { becomes: showDefinition(reading.definition as Json), ...(Object.keys(needs).length > 0 && { needs }) };
  if (!reading.ok) return { ...made, kept: reading.problems.map(plainProblem) };
  const again = parseFlow(renumbered(reading.definition, groups));
  if (!again.ok) throw new Error('The migrated definition is not read');
  const before = contactOf(one.before ?? { name: 'Ann' });
  const options = { assets, params: one.params, now, random: () => 0.25, change, taken: new Set<string>() };
  const { contact, events } = runFlow(again.flow, before, options);
  return {
    ...made,
    run: {
      after: contact.version === before.version ? 'unchanged' : showContact(contact),
      events: events.map(shownEvent),
    },
  };
}

const plainProblem = (problem: Parameters<typeof describeProblem>[0]): string =>
  sentenceOf(describeProblem({ ...problem, node: null, action: null }));

/** Groups by name alone. */
const shownEvent = (event: unknown): unknown =>
  JSON.parse(
    JSON.stringify(event, (key, value) => (key.startsWith('groups_') ? value.map(({ name }: Json) => name) : value)),
  );

describe.each(files)('%s', (file) => {
  const url = new URL(file, CASES);
  const cases = JSON.parse(readFileSync(url, 'utf8')) as Case[];
  if (process.env['UPDATE_CASES']) rewrite(url, cases);

  it.each(cases)('$name', (one) => {
    const { becomes, needs, run, kept, refused } = one;
    expect(outcomeOf(one)).toEqual(JSON.parse(JSON.stringify({ becomes, needs, run, kept, refused })));
  });
});

function rewrite(url: URL, cases: Case[]): void {
  const results = ['becomes', 'needs', 'run', 'kept', 'refused'] as const;
  for (const one of cases) {
    for (const key of results) delete one[key];
    Object.assign(one, outcomeOf(one));
  }
  writeFileSync(url, `${JSON.stringify(cases, null, 2)}\n`);
}

describe('an old text', () => {
  it.each(expressions as readonly { old: string; becomes: string; version?: number; shows?: string }[])(
    '$old',
    ({ old, becomes, version = 11, shows }) => {
      const translated = translateTemplate(old, { results: new Map([['_ge', 'âge']]), hasFilters: version < 8 });
      expect(translated).toBe(becomes);
      const { template, problems } = readTemplate(translated);
      if (shows === undefined) expect(problems).not.toEqual([]);
      else expect(renderTemplate(template, templateScopeOf(step))).toMatchObject({ text: shows });
    },
  );
});

describe('any input', () => {
  const pieces = fc.constantFrom(
    ...['@', '(', ')', '"', '=', '|', '.', ',', ' ', '1', '+', '-', '<>', '&', '^', 'é', '\\', "'", '@@'],
    ...['contact', 'flow.x', 'date.today', 'step', 'extra.0', 'SUM', 'TIME(1, 2, 3)', 'WORD', 'TRUNC', 'upper_case'],
    ...['@(UPPER(', '@(TRUNC(TRUNC(TRUNC(', '@date.today|time_delta:"9"', '@results', '@(legacy_add(1, 1))'],
  );

  it('a text is translated to one that is read or refused, and text stays text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), fc.boolean(), (parts, hasFilters) => {
        const old = parts.join('');
        const becomes = translateTemplate(old, { results: new Map(), hasFilters });
        expect(becomes.length).toBeLessThan(30_000 + old.length * 2);
        expect(readTemplate(becomes).problems.map(({ code }) => code)).not.toContain('flow_expression');
        if (!/[@=]/.test(old)) expect(becomes).toBe(old);
      }),
      { numRuns: runs(2_000) },
    );
  });

  const json = fc.jsonValue({ maxDepth: 3 });
  const words = [
    'reply',
    'save',
    'add_group',
    'flow',
    'trigger-flow',
    'add_label',
    'email',
    'del_group',
    'send',
    'lang',
  ];
  const loose = (...keys: readonly string[]) =>
    fc.record(Object.fromEntries(keys.map((key) => [key, json])), { requiredKeys: [] });
  const action = fc
    .tuple(
      fc.constantFrom(...words),
      loose(
        'msg',
        'groups',
        'flow',
        'field',
        'value',
        'media',
        'quick_replies',
        'labels',
        'variables',
        'emails',
        'lang',
      ),
    )
    .map(([type, rest]) => ({ ...rest, type }));
  const ruleSet = fc
    .tuple(
      fc.constantFrom('wait_message', 'webhook', 'subflow', 'random', 'airtime', 'group', 'form_field', 'x', null),
      loose('rules', 'config', 'operand', 'label', 'webhook', 'uuid', 'response_type'),
      fc.array(loose('test', 'category', 'destination', 'uuid'), { maxLength: 3 }),
    )
    .map(([type, rest, rules]) => ({ rules, ...rest, ruleset_type: type }));
  const oldDefinition = fc.record(
    {
      version: fc.constantFrom(3, 7, '11.12', 12),
      action_sets: fc.array(fc.record({ uuid: json, actions: fc.array(action, { maxLength: 3 }), destination: json }), {
        maxLength: 2,
      }),
      rule_sets: fc.array(ruleSet, { maxLength: 2 }),
      entry: fc.constantFrom(null, 'a'),
      base_language: fc.constantFrom('eng', 'base', null, 7),
      metadata: loose('name', 'uuid', 'notes', 'expires', 'revision'),
      definition: json,
      flow_type: fc.constantFrom('F', 'M', 7),
    },
    { requiredKeys: ['version'] },
  );

  it('a definition is read or refused, and always the same', () => {
    fc.assert(
      fc.property(oldDefinition, (definition) => {
        expect(parseFlow(definition)).toEqual(parseFlow(structuredClone(definition)));
      }),
      { numRuns: runs(500) },
    );
  });

  it('a definition of more nodes than a flow may have is refused by name, and a deep or hostile one as well', () => {
    const sets = Array.from({ length: 20_000 }, () => ({}));
    const many = parseFlow({ version: 8, action_sets: sets, metadata: { name: 'Old' } });
    expect(many.ok ? [] : many.problems.map(plainProblem)).toEqual(["field 'nodes' must have at most 1000 items"]);
    const text = `${'@('.repeat(400_000)}${'=UPPER('.repeat(100_000)}`;
    const hostile = {
      version: 7,
      action_sets: [{ actions: [{ type: 'save', field: 'age', value: text }] }],
      metadata: { name: 'Old' },
    };
    expect(parseFlow(hostile).ok).toBe(false);
    const nested = `@(${'TRUNC('.repeat(60)}contact.age${')'.repeat(60)})`;
    expect(translateTemplate(nested, { results: new Map(), hasFilters: false })).toContain('legacy_expression');
  });
});
