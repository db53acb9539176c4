import { stintsOf } from '../support/checker/contacts.ts';
import type { Item, Tables } from '../support/checker/tables.ts';
import { type Workspace, workspacesOf } from '../support/checker/workspace.ts';
import type { Memory, Person } from './memory.ts';
import type { World } from './world.ts';

/** What was acknowledged and is not so. */
type Wrong = 'lost' | 'done twice' | 'impossible';
interface Finding {
  readonly wrong: Wrong;
  readonly text: string;
}

interface Case {
  readonly memory: Memory;
  readonly there: Workspace;
  find(wrong: Wrong, text: string): void;
}

/** Compares what clients were told with what is in the tables. */
export function judge({ memory, workspace: uuid }: World, tables: Tables): Finding[] {
  const findings: Finding[] = memory.problems.map((text) => ({ wrong: 'impossible', text }));
  const there = workspacesOf(tables).find((one) => one.uuid === uuid);
  if (there === undefined) return [{ wrong: 'lost', text: `workspace ${uuid}` }];
  const judged: Case = { memory, there, find: (wrong, text) => findings.push({ wrong, text }) };
  for (const person of memory.people) judgePerson(person, judged);
  judgeNames(judged);
  judgeMarks(judged);
  judgeSent(judged);
  return findings;
}

function judgePerson(person: Person, { there, find }: Case): void {
  const { uuid, name, status, seen } = person;
  const item = there.live.get(uuid);
  const is = item ? item['status'] : there.tombstones.has(uuid) ? 'deleted' : 'missing';
  if (!status.values.has(is))
    find('lost', `${name} (${uuid}) is ${is}, and can only be ${[...status.values].join(' or ')}`);
  if (item === undefined) return;
  if (item['name'] !== name) find('lost', `${uuid} is called ${item['name']} and not ${name}`);
  for (const [field, { values }] of Object.entries(person.fields)) {
    const value = item['fields']?.[field]?.t ?? '';
    if (!values.has(value))
      find('lost', `${name} (${uuid}) has the ${field} ${value}, and can only have ${[...values].join(' or ')}`);
  }
  if ((item['seen'] ?? 0) / 1000 < seen)
    find('lost', `${name} (${uuid}) was last seen ${item['seen']}, and has called at ${seen}`);
  if (person.kind === 'plain') judgeGroups(person, item, find);
}

function judgeGroups({ name, uuid, groups }: Person, item: Item, find: Case['find']): void {
  const joined = new Set(stintsOf(item).map(({ group }) => group));
  for (const [group, { values }] of groups)
    if (!values.has(joined.has(group)))
      find('lost', `${name} (${uuid}) is ${joined.has(group) ? '' : 'not '}in group ${group}`);
}

/** Each creation has made one contact. */
function judgeNames({ there, find }: Case): void {
  const named = Map.groupBy(
    [...there.live.values()].filter(({ name }) => /^Soak /.test(name ?? '')),
    ({ name }) => name,
  );
  for (const [name, some] of named)
    if (some.length > 1) find('done twice', `${some.length} contacts are called ${name}`);
}

const marksOf = (item: Item): string[] =>
  (item['fields']?.marks?.t ?? '').split(';').filter((mark: string) => mark !== '');

/** Each start has left its mark once, on all those that its job says it has changed. */
function judgeMarks({ memory, there, find }: Case): void {
  const marked = new Map<string, number>();
  for (const [uuid, item] of there.live) {
    const marks = marksOf(item);
    for (const mark of marks) marked.set(mark, (marked.get(mark) ?? 0) + 1);
    if (new Set(marks).size < marks.length) find('done twice', `${uuid} has the marks ${marks.join(' ')}`);
    if (Number(item['fields']?.hits?.t ?? 0) !== marks.length)
      find('done twice', `${uuid} has ${marks.length} marks and ${item['fields']?.hits?.t} hits`);
  }
  for (const { mark, uuid, people } of memory.starts) {
    const header = there.jobs.get(uuid)?.header;
    if (header === undefined) {
      find('lost', `the start ${uuid}`);
      continue;
    }
    const have = marked.get(String(mark)) ?? 0;
    const { changed } = header;
    if (have > changed || have + there.tombstones.size < changed)
      find('lost', `start ${uuid} has changed ${changed} contacts, and left its mark on ${have}`);
    const failed = Object.keys(header).some((key) => key.startsWith('failed:'));
    if (header['status'] !== 'completed' || failed) continue;
    for (const person of people) {
      const item = there.live.get(person.uuid);
      if (item && !marksOf(item).includes(String(mark)))
        find('lost', `start ${uuid} is completed, and ${person.name} (${person.uuid}) does not have its mark ${mark}`);
    }
  }
}

/** Each message is there once, as long as its contact is. */
function judgeSent({ memory, there, find }: Case): void {
  const texts = Map.groupBy(
    [...there.messages].flatMap(([contact, items]) => items.map(({ text }) => ({ contact, text }))),
    ({ text }) => text,
  );
  for (const { person, text, contact, isMessage } of memory.sent) {
    const kept = texts.get(text) ?? [];
    if (kept.length > 1) find('done twice', `message ${text} is there ${kept.length} times`);
    if (contact !== null && contact !== person.uuid && there.live.has(person.uuid))
      find('impossible', `an event of ${person.name} (${person.uuid}) was one of ${contact}`);
    const gone = contact === null ? there.tombstones.has(person.uuid) : !there.live.has(contact);
    if (isMessage && kept.length === 0 && !gone) find('lost', `message ${text} of ${person.name} (${person.uuid})`);
  }
}
