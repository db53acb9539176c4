/**
 * No unused permission is granted. The local runner refuses what is not granted, so a journey fails that needs it;
 * granted but unused permissions are found here, in the record of all journeys (`npm run permissions -- --write`).
 */
import { expect, it } from 'vitest';
import { interpret } from '../../../infra/local/assembly/interpret.ts';
import { readAssembly } from '../../../infra/local/assembly/read.ts';
import type { Statement } from '../../../infra/local/iam/policies.ts';
import { ASSEMBLY } from './assembly.ts';
import used from './used-permissions.json' with { type: 'json' };

const TELLS = 'a workspace that asked is told of a job that ends there, and in journeys jobs end at the worker';

const FORMS = ['ReadFormOfContacts', 'ReadFormOfWorkspace'];

/** Granted, used by no journey, and needed all the same. */
const NEEDED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['contacts', 'jobs-select', 'search', 'workspace'].flatMap((one) => [
        `${one} ReadFiles`,
        `${one} ListFiles`,
        `${one} SendSnapshots`,
      ]),
      ...[
        'jobs-select WriteContacts',
        'workspace WriteContacts',
        'search QueryContacts',
        'search WriteContacts',
        'search ReadHashKey',
        ...['contacts CallParts', 'search CallParts', 'snapshots-part ReadFiles', 'snapshots-part ListFiles'],
      ],
      ...[
        ...FORMS,
        'ReadContacts',
        'QueryContacts',
        'ReadFiles',
        'ReadWorkspace',
        'ListFiles',
        'SendSnapshots',
        'WriteContacts',
        'WriteFiles',
      ].map((one) => `snapshots ${one}`),
      ...[...FORMS, 'ListFiles', 'ListUploads', 'ReadContacts', 'RemoveFiles', 'SendSnapshots', 'WriteContacts'].map(
        (one) => `snapshots-tidy ${one}`,
      ),
    ].map((one) => [one, 'snapshots are of workspaces with 5,000 contacts, and no journey has one']),
  ),
  'flows SendSelect': 'an import that brings smart groups starts the search for their members',
  'jobs-failed SendWork': 'sends the slice that follows one that was given up, of a job of more than nine',
  'jobs-failed SendFiles': 'has the file of an export made whose last slice was given up',
  ...Object.fromEntries(
    ['imports-files', 'jobs', 'jobs-failed'].map((one) => [
      `${one} QueryContacts`,
      'looks whether the job has anybody that follows an import, and in journeys imports end at the worker',
    ]),
  ),
  ...Object.fromEntries(
    ['jobs-failed', 'jobs-work'].map((one) => [
      `${one} SendSelect`,
      'sends the sweep that follows an import, and in journeys nobody comes quiet with one',
    ]),
  ),
  'jobs SendFiles': 'has the parts of an interrupted export removed, and no journey interrupts one',
  ...Object.fromEntries(
    ['jobs', 'jobs-work', 'imports-pull'].map((one) => [
      `${one} ListFiles`,
      'learns that a file of a job is lost, and journeys lose none before its days are over',
    ]),
  ),
  'jobs TellSteps': TELLS,
  'jobs-select TellSteps': TELLS,
  'jobs-failed TellSteps': TELLS,
  'jobs-watchdog TellSteps': TELLS,
  'jobs-watchdog SendFiles': 'has files checked again after a deletion, and journeys do not wait for that',
  'jobs-watchdog WriteContacts': 'erases whom the stream never tells of, and in journeys it tells of everybody',
  'jobs-watchdog NoteForm': 'notes that contacts do not own their addresses, and in journeys they do',
  'imports WriteFiles': 'signs the forms by which others upload, and a form can do no more than who has signed it',
  'imports-files SendFiles': 'what a throttled table stops is put off',
  'imports-files TellSteps': TELLS,
  'jobs-watchdog LookIntoDeadLetters': 'reads dead letters, and journeys leave none for people',
  ...Object.fromEntries(
    ['CountMessages', 'ReadMetrics', 'WakeReaders'].map((sid) => [
      `jobs-watchdog ${sid}`,
      'checks alarms and wakes readers of queues, and one machine has neither metrics nor readers that sleep',
    ]),
  ),
  'jobs-watchdog WriteFiles': 'copies dead letters',
  'jobs-watchdog ListFiles': 'learns that it remembers nothing yet',
  'jobs-watchdog PutEvents': 'tells the person on duty of dead letters',
  'lifecycle PutEvents':
    'tells of archived contacts a week before they are deleted, where a workspace has that: no journey waits so long',
  'inbound-take WriteWorkspace': 'counts what AWS publishes to the topic, and in journeys nobody does',
  'carrier SendInbound': 'takes in what people wrote to AWS itself, and in the journey nobody does',
  'policies ReadHashKey': 'a preview may choose by an address, and no journey has one',
  'audit WriteContacts': 'mends what a fault has left, and the journeys leave nothing',
  ...Object.fromEntries(
    ['AppendWorkspace', 'ReadFormOfContacts', 'ReadFormOfWorkspace', 'ReadWorkspace', 'WriteWorkspace'].map((sid) => [
      `sign-in ${sid}`,
      'people sign in in tests of the console, which are no journeys',
    ]),
  ),
  'brake SetRates': 'an alarm calls it, and one machine has neither alarms nor API Gateway',
  'project SendPassedOver': 'names records that can never be projected',
};

/** Granted beside others that are used, and needed in trouble only. */
const IN_TROUBLE: Readonly<Record<string, string>> = {
  's3:AbortMultipartUpload': 'ends the upload that a function has left when it died',
};

const place = { region: 'eu-west-1', queueUrl: (name: string) => `http://127.0.0.1/${name}` };
const { permissions } = interpret(readAssembly(ASSEMBLY), place);
/** Statements without a name are Lambda's own needs: logs, traces, event sources. */
const grants = [...permissions].flatMap(([name, { statements }]) =>
  statements.filter(({ Sid }) => Sid !== undefined && Sid !== 'FollowContacts').map((grant) => ({ name, grant })),
);
const pairsOf = ({ Action, Resource }: Statement): string[] =>
  Action.flatMap((action) =>
    Resource.map((resource) => `${action} ${resource.replace(/^arn:aws:\w+:[^:]*:[^:]*:(table\/|secret:)?/, '')}`),
  );
const usedBy = (name: string): readonly string[] => (used as Readonly<Record<string, readonly string[]>>)[name] ?? [];

it.each(grants.map(({ name, grant }) => [name, grant.Sid, grant] as const))(
  '%s uses what %s grants',
  (name, sid, grant) => {
    const inUse = pairsOf(grant).some((pair) => usedBy(name).includes(pair));
    expect(inUse || NEEDED[`${name} ${sid}`]).toBeTruthy();
    if (inUse) expect(NEEDED).not.toHaveProperty([`${name} ${sid}`]);
  },
);

it('every action that is granted on something is used on it by some function', () => {
  const known = grants.filter(({ name, grant }) => !(`${name} ${grant.Sid}` in NEEDED));
  const granted = new Set(known.flatMap(({ grant }) => pairsOf(grant)));
  const all = new Set(Object.values(used).flat());
  const unused = [...granted].filter((pair) => !all.has(pair) && !((pair.split(' ', 1)[0] ?? '') in IN_TROUBLE));
  expect(unused).toEqual([]);
});
