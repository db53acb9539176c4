import type { Checking } from './checking.ts';
import type { Item } from './tables.ts';
import type { Workspace } from './workspace.ts';

/**
 * The workspace's log points to every message in its folder. It may also point to earlier folders, and to a missing
 * message only after its contact's deletion or its expiry.
 */
export function messageProblems({ live, messages, log }: Workspace, { now, report }: Checking): void {
  const logged = new Set(log.flatMap(pointersOf));
  const stored = new Set([...messages].flatMap(([contact, some]) => some.map(({ sk }) => nameOf(contact, sk))));
  const alive = new Set([...live.keys()].map(plain));
  for (const pointer of log.filter(({ ttl }) => ttl * 1000 > now).flatMap(pointersOf)) {
    const [, contact = '', message] = pointer.split(' ');
    if (alive.has(contact) && !stored.has(`${contact} ${message}`))
      report('messages', `the log points to message ${message} of ${contact}, which is not there`);
  }
  for (const [contact, some] of messages) {
    // What a deleted contact has left is reported with its tombstone.
    if (!live.has(contact)) continue;
    for (const { sk, visibility, ttl } of some) {
      if (ttl * 1000 > now && !logged.has(`${visibility} ${nameOf(contact, sk)}`))
        report('messages', `${sk} of ${contact} is ${visibility}, and not in that log`);
    }
  }
}

const nameOf = (contact: string, sk: string): string => `${plain(contact)} ${plain(sk.slice('MSG#'.length))}`;

const plain = (uuid: string): string => uuid.replaceAll('-', '');

/** Pairs of 16 bytes: contact, message. */
function pointersOf({ pk, pointers }: Item): readonly string[] {
  const visibility = pk.split('#')[2];
  const pairs = Buffer.from(pointers).toString('hex').match(/.{64}/g) ?? [];
  return pairs.map((pair) => `${visibility} ${pair.slice(0, 32)} ${pair.slice(32)}`);
}
