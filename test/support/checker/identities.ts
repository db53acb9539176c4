import type { Checking } from './checking.ts';
import type { Item } from './tables.ts';
import type { Workspace } from './workspace.ts';

/** `scheme:path` of each address of a contact, without channel and display. */
const addressesOf = ({ urns = [] }: Item): readonly string[] => [
  ...new Set((urns as string[]).map((urn) => urn.split(/[?#]/)[0] ?? '')),
];

/** Each address has one contact, which owns it; and nothing is owned that the owner does not have. */
export function identityProblems(workspace: Workspace, checking: Checking): void {
  const { live, identities } = workspace;
  const holders = new Map<string, string>();
  for (const [uuid, contact] of live)
    for (const address of addressesOf(contact)) {
      const other = holders.get(address);
      if (other !== undefined) checking.report('identities', `${other} and ${uuid} have one address`);
      holders.set(address, uuid);
    }
  for (const { pk, owner, reason } of identities) {
    if ((owner === undefined) === (reason === undefined))
      checking.report('identities', `${pk} has ${owner ? 'an owner and an opt-out' : 'neither owner nor opt-out'}`);
    // What a tombstone owns is reported with the tombstone.
    if (owner !== undefined && !live.has(owner) && !workspace.tombstones.has(owner))
      checking.report('identities', `${pk} is owned by ${owner}, who is not there`);
  }
  if (checking.hash === null) countOwned(workspace, checking);
  else compareOwned(workspace, holders, checking.hash, checking);
}

function countOwned({ live, identities }: Workspace, { report }: Checking): void {
  const owned = Map.groupBy(identities, ({ owner }) => owner as string);
  for (const [uuid, contact] of live) {
    const [has, owns] = [addressesOf(contact).length, owned.get(uuid)?.length ?? 0];
    if (has !== owns) report('identities', `${uuid} has ${has} addresses and owns ${owns}`);
  }
}

function compareOwned(
  { uuid: workspace, live, identities }: Workspace,
  holders: ReadonlyMap<string, string>,
  hash: (text: string) => string,
  { report }: Checking,
): void {
  const byPk = new Map(identities.map((item) => [item.pk, item]));
  const right = new Set<string>();
  for (const [address, holder] of holders) {
    const pk = `I#${workspace}#${hash(`${workspace} ${address}`)}`;
    right.add(pk);
    const owner = byPk.get(pk)?.['owner'];
    if (owner !== holder) report('identities', `${holder} has an address that ${owner ?? 'no contact'} owns (${pk})`);
  }
  for (const { pk, owner } of identities)
    if (owner !== undefined && live.has(owner) && !right.has(pk))
      report('identities', `${owner} owns ${pk}, and does not have that address`);
}
