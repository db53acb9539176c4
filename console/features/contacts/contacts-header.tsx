import { Button, ButtonDropdown, Header, LiveRegion, SpaceBetween } from '@cloudscape-design/components';
import type { ReactNode, Ref } from 'react';
import { isFilled } from '../../common/api/index.ts';
import { useMiddling, useNarrow } from '../../common/components/index.ts';
import type { Action, ContactView } from '../../common/contacts/index.ts';
import { useFirstTexts, useFormats } from '../../common/texts/index.ts';
import type { ContactList } from './use-contact-list.ts';
import type { Total } from './use-total.ts';

interface Props {
  readonly ref: Ref<HTMLHeadingElement>;
  readonly view: ContactView;
  /** Null when the number is not known. */
  readonly total: Total | null;
  readonly ticked: number | null;
  /** How far an incomplete search has come. */
  readonly progress: ContactList['progress'];
  readonly pageTicked: boolean;
  readonly everybody: boolean;
  readonly hasMore: boolean;
  readonly actions: readonly Action[];
  readonly busy: Action | null;
  readonly onAct: (action: Action) => void;
  /** Acts on all contacts of the place. */
  readonly onAll: (action: Action) => void;
  readonly onTickAll: (all: boolean) => void;
  /** Buttons for the place as a whole. */
  readonly menu?: ReactNode;
}

/** The name of a list, its count, how many contacts are ticked, and the actions for them. Ticking moves nothing. */
export function ContactsHeader(props: Props) {
  const { view, total, actions } = props;
  const texts = useFirstTexts();
  const { number } = useFormats();
  const { place } = view;
  const title = place.type === 'folder' ? texts.folders[place.folder] : place.group.name;
  // While a group is being filled, its count would say that nobody is in it.
  const isKnown = place.type === 'folder' || isFilled(place.group);
  const counter = total === null || !isKnown ? {} : { counter: `(${number(total.count)}${total.more ? '+' : ''})` };
  return (
    <Header
      variant="h1"
      {...counter}
      description={<SelectionLine {...props} />}
      {...(actions.length > 0 && { actions: <Actions {...props} /> })}
    >
      <span ref={props.ref as Ref<HTMLSpanElement>} tabIndex={-1} className="title" dir="auto">
        {title}
      </span>
    </Header>
  );
}

/** One line: how many contacts are ticked and how to tick all; without ticks, what the list is. */
function SelectionLine({ view, total, ticked, progress, pageTicked, everybody, hasMore, onTickAll }: Props) {
  const texts = useFirstTexts();
  const { number } = useFormats();
  const { place, query } = view;
  const about =
    place.type === 'folder' ? texts.folderHints[place.folder] : (place.group.query ?? texts.contacts.staticGroup);
  const hint = progress
    ? texts.contacts.partial({ looked: number(progress.looked_at), all: number(progress.candidates) })
    : about;
  const some = ticked === null || ticked > 0;
  // Counts may lag behind; without this check the line could say "1 of 0".
  const isCounted = total !== null && total.count >= (ticked ?? 0);
  const shown = total && (total.more ? texts.contacts.atLeast({ shown: number(total.count) }) : number(total.count));
  const all = isCounted ? shown : null;
  const said = everybody
    ? texts.contacts.allSelected({ shown: ticked === null ? null : number(ticked), searched: query !== '' })
    : texts.contacts.selected({ count: ticked ?? 0, shown: number(ticked ?? 0), total: all });
  return (
    <span className="selection-line">
      <LiveRegion tagName="span">{some ? said : ''}</LiveRegion>
      {!some && <span dir="auto">{hint}</span>}
      {some && pageTicked && hasMore && !everybody && (
        <Button variant="inline-link" onClick={() => onTickAll(true)}>
          {query === ''
            ? texts.contacts.selectAll({ total: all })
            : texts.contacts.selectAllMatching({ total: total?.more === false ? all : null })}
        </Button>
      )}
      {some && (
        <Button variant="inline-link" onClick={() => onTickAll(false)}>
          {texts.contacts.selectNone}
        </Button>
      )}
    </span>
  );
}

/** How many actions have a button of their own beside the first; more would need a second row. */
const BUTTONS = { wide: 3, middling: 1 };

function Actions({ view, ticked, total, actions, busy, onAct, onAll, menu }: Props) {
  const { words, actions: texts } = useFirstTexts();
  const narrow = useNarrow();
  const buttons = useMiddling() ? BUTTONS.middling : BUTTONS.wide;
  const none = ticked === 0;
  const canDeleteAll = actions.includes('delete') && view.query === '' && total !== null && total.count > 0;
  const state = (action: Action) => ({
    disabled: none || busy !== null,
    ...(none && { disabledReason: texts.tickFirst }),
    loading: busy === action,
  });
  if (narrow)
    return (
      <SpaceBetween direction="horizontal" size="xs">
        {menu}
        <ButtonDropdown
          items={[
            ...actions.map((action) => ({ id: action, text: texts.names[action], disabled: none || busy !== null })),
            ...(canDeleteAll ? [{ id: 'delete_all', text: texts.deleteAll }] : []),
          ]}
          onItemClick={({ detail }) => (detail.id === 'delete_all' ? onAll('delete') : onAct(detail.id as Action))}
        >
          {words.actions}
        </ButtonDropdown>
      </SpaceBetween>
    );
  const [first, ...others] = actions;
  const rare = others.slice(buttons);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {menu}
      {rare.length > 0 && (
        <ButtonDropdown
          items={rare.map((action) => ({ id: action, text: texts.names[action] }))}
          disabled={none || busy !== null}
          {...(none && { disabledReason: texts.tickFirst })}
          onItemClick={({ detail }) => onAct(detail.id as Action)}
        >
          {texts.more}
        </ButtonDropdown>
      )}
      {others.slice(0, buttons).map((action) => (
        <Button key={action} {...state(action)} onClick={() => onAct(action)}>
          {texts.names[action]}
        </Button>
      ))}
      {canDeleteAll && <Button onClick={() => onAll('delete')}>{texts.deleteAll}</Button>}
      {first && (
        <Button variant="primary" {...state(first)} onClick={() => onAct(first)}>
          {texts.names[first]}
        </Button>
      )}
    </SpaceBetween>
  );
}
