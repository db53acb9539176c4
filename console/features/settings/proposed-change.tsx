import { Button } from '@cloudscape-design/components';
import { type Settings, useSession } from '../../common/api/index.ts';
import { AlertBox, Problem } from '../../common/components/index.ts';
import { textFor, useFormats, useTexts } from '../../common/texts/index.ts';
import { type Change, useSaving } from './api.ts';

/** A change that lets one person do more: another administrator makes it hold by asking for the same. */
export function ProposedChange({ proposed }: { readonly proposed: NonNullable<Settings['proposed']> }) {
  const { settings: texts } = useTexts();
  const { moment } = useFormats();
  const { me, may } = useSession();
  const save = useSaving();
  const named = Object.entries(proposed.change).map(
    ([key, value]) => `${textFor(texts.labels, key) ?? key}: ${JSON.stringify(value)}`,
  );
  const canAgree =
    may('administer') && me.who.uuid !== proposed.by.uuid && !('purge_archived_after_days' in proposed.change);
  return (
    <AlertBox
      type="warning"
      header={texts.proposedBy({ name: proposed.by.name, until: moment(proposed.until) })}
      action={
        canAgree && (
          <Button loading={save.isPending} onClick={() => save.mutate(proposed.change as Change)}>
            {texts.agree}
          </Button>
        )
      }
    >
      <bdi>{named.join(', ')}</bdi>
      {save.error && <Problem error={save.error} />}
    </AlertBox>
  );
}
