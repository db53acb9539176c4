import type { Checking } from './checking.ts';
import type { Item } from './tables.ts';
import type { Workspace } from './workspace.ts';

/**
 * There are as many groups, fields, globals and searches as are counted, each with a unique name; a flow has its
 * definition.
 */
export function definitionProblems(workspace: Workspace, { report }: Checking): void {
  const { settings, groups, fields, globals, searches, names, flows, definitions } = workspace;
  if (settings === undefined) report('definitions', 'there are no settings');
  const own = [...groups.values()].filter(({ system }) => !system).length;
  const counted = [
    ['groups', own, settings?.['groupCount']],
    ['fields', fields.size, settings?.['fieldCount']],
    ['globals', globals.size, settings?.['globalCount']],
    ['searches', searches.size, settings?.['searchCount']],
  ] as const;
  for (const [what, are, says] of counted)
    if (are !== says) report('definitions', `there are ${are} ${what}, and the settings say ${says}`);
  const right = new Map([
    ...namesOf('group', groups),
    ...namesOf('field', fields),
    ...namesOf('global', globals),
    ...namesOf('search', searches),
  ]);
  for (const { sk, owner } of names)
    if (right.get(sk) !== owner) report('definitions', `${sk} is taken by ${owner}, which does not have that name`);
  const taken = new Set(names.map(({ sk }) => sk));
  for (const [name, owner] of right)
    if (!taken.has(name)) report('definitions', `${owner} has a name that it has not taken (${name})`);
  const defined = new Set(definitions.map(({ sk }) => sk.slice('DEFINITION#'.length)));
  const known = new Set(flows.map(({ sk }) => sk.slice('FLOW#'.length)));
  for (const flow of defined) if (!known.has(flow)) report('definitions', `the definition of flow ${flow} has no flow`);
  for (const { sk } of flows)
    if (!defined.has(sk.slice('FLOW#'.length))) report('definitions', `${sk} has no definition`);
}

const namesOf = (kind: string, items: ReadonlyMap<string, Item>): readonly (readonly [string, string])[] =>
  [...items].map(([id, { name }]) => [`NAME#${kind}#${name.toLowerCase()}`, id] as const);
