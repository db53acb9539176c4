import { changeContact } from '../../shared/data/contacts/index.ts';
import { CONFLICT, RACES, retryOnConflict } from '../../shared/data/dynamo/index.ts';
import { apply } from '../../shared/domain/contacts/apply.ts';
import type { Change, Contact } from '../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { findOrCreate } from '../../shared/services/contacts/create.ts';
import { answerBy, type EventType, effectOf } from './effect.ts';

type Asked = Pick<Request, 'runtime' | 'caller' | 'assets' | 'now' | 'change'>;

interface Met {
  readonly contact: Contact;
  /** The event is nothing to this contact. */
  readonly ignored: boolean;
}

/** Lets the event have its effect on whoever has the URN; somebody unknown becomes a contact (TextIt 2.8). */
export async function meet(asked: Asked, type: EventType, urn: string, at: Instant): Promise<Met> {
  const { runtime, caller, assets, now } = asked;
  const creating = { data: runtime.data, workspace: caller.workspace, assets, now, change: changeOf(asked) };
  // The owner may be deleted between being found and being changed.
  return retryOnConflict<Met>(RACES, 'the owner of a URN', async () => {
    const { contact, created } = await findOrCreate(creating, urn, (empty) => [
      { type: 'urns', urns: [urn], modification: 'set' },
      ...effectOf(type, empty, at),
    ]);
    if (created) return { contact, ignored: false };
    return (await touch(asked, type, contact.uuid, urn, at)) ?? CONFLICT;
  });
}

const changeOf = ({ change }: Asked): Change => ({ ...change, via: 'event' });

/** The event's effect on a known contact; null when it was deleted meanwhile. */
async function touch(asked: Asked, type: EventType, uuid: ContactId, urn: string, at: Instant): Promise<Met | null> {
  const { runtime, caller, assets, now } = asked;
  const applying = { now, change: changeOf(asked), taken: new Set<string>() };
  let ignored = false;
  const result = await changeContact(runtime.data, caller.workspace, uuid, {}, (contact) => {
    const effect = effectOf(type, contact, at);
    ignored = effect.length === 0;
    // Being seen is last.
    return apply(contact, effect.toSpliced(-1, 0, ...answerBy(urn, contact)), assets, applying);
  });
  return 'contact' in result ? { contact: result.contact, ignored } : null;
}
