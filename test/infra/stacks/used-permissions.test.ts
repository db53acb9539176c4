/**
 * No unused permission is granted. The local runner refuses what is not granted, so a journey fails that needs it;
 * granted but unused permissions are found here, in the record of all journeys (`npm run permissions -- --write`).
 */
import { expect, it } from 'vitest';
import { interpret } from '../../../infra/local/assembly/interpret.ts';
import { readAssembly } from '../../../infra/local/assembly/read.ts';
import type { Statement } from '../../../infra/local/iam/policies.ts';
import needed from '../../cases/infra/needed-permissions.json' with { type: 'json' };
import { ASSEMBLY } from './assembly.ts';
import used from './used-permissions.json' with { type: 'json' };

/** Granted, used by no journey, and needed all the same: by why. */
const NEEDED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(needed).flatMap(([why, all]) => all.map((one) => [one, why])),
);

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
