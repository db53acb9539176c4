import { Button } from '@cloudscape-design/components';
import { useEffect, useRef, useState } from 'react';
import { inspect, parseQuery, type QueryEnv } from '../../../shared/query/query.ts';
import { useSession } from '../../common/api/index.ts';
import { later } from '../../common/components/index.ts';
import type { ContactView } from '../../common/contacts/index.ts';
import { BuilderToggle, QueryBox, useQueryEnv } from '../../common/query-box/index.ts';
import { useFirstTexts, useFormats } from '../../common/texts/index.ts';
import { Elsewhere } from './elsewhere.tsx';
import { Facets } from './facets.tsx';
import { meaningOf } from './meaning.ts';
import type { Show } from './show.ts';
import type { ContactList } from './use-contact-list.ts';
import type { Total } from './use-total.ts';

interface Props {
  readonly view: ContactView;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onShow: Show;
  readonly list: ContactList;
  readonly total: Total | null;
  /** Whether somebody types already, in the box that stood here before. */
  readonly isTyping: boolean;
}

/** Milliseconds without a letter, after which a query is taken as typed. */
const PAUSE = 400;

export default function Search({ view, typed, onType, onShow, list, total, isTyping }: Props) {
  const { contacts: texts } = useFirstTexts();
  const { number } = useFormats();
  const { me, may } = useSession();
  const known = useQueryEnv();
  const { env, fields } = known;
  const text = typed.trim();
  const meaning = (typed: string) => meaningOf(typed, me.workspace.anon);
  const isShown = view.query !== '' && meaning(text) === view.query;
  const commit = useShownAfterPause(text, meaning, view.query, env, onShow);
  const search = (query: string) => {
    onType(query);
    commit(query);
  };
  return (
    <div className="search">
      <QueryBox
        label={texts.search}
        value={typed}
        onChange={onType}
        onSubmit={commit}
        meaning={meaning}
        asked={isShown ? list.normal : null}
        {...known}
        autoFocus={isTyping}
      />
      <span className="search-total" role="status">
        {isShown && total !== null && texts.found({ count: total.count, shown: number(total.count), more: total.more })}
      </span>
      {isShown && <Elsewhere view={view} typed={text} list={list} total={total} />}
      {view.query !== '' && <Button onClick={() => search('')}>{texts.clearSearch}</Button>}
      <SavedSearches view={view} canSave={isShown && list.error === null} />
      {isShown && may('edit') && list.normal !== null && list.error === null && (
        <SaveAsGroup query={list.normal} env={env} />
      )}
      <BuilderToggle text={text} env={env} onChange={onType} />
      <Facets view={view} env={env} list={list} fields={fields} onSearch={search} />
    </div>
  );
}

/**
 * Shows a query that can be read once typing has stopped. Going back leads to searches that were committed, and not to
 * each pause. Returns what commits a search.
 */
function useShownAfterPause(
  text: string,
  meaning: (typed: string) => string,
  shown: string,
  env: QueryEnv,
  onShow: Show,
): (query: string) => void {
  /** The query that is shown since typing stopped. */
  const paused = useRef<string | null>(null);
  const query = meaning(text);
  const isNew = query !== shown && (query === '' || parseQuery(query, env).ok);
  useEffect(() => {
    if (!isNew) return;
    const timer = setTimeout(() => {
      const replace = paused.current === shown;
      paused.current = query;
      onShow({ query: text }, { replace });
    }, PAUSE);
    return () => clearTimeout(timer);
  });
  return (query) => {
    paused.current = null;
    if (meaning(query) !== shown) onShow({ query });
  };
}

const SavedSearches = later(() => import('./saved-searches.tsx'));
const NameGroup = later(() => import('./name-group-dialog.tsx'));

/** Makes a smart group of a search, when the query language allows that. */
function SaveAsGroup({ query, env }: { readonly query: string; readonly env: QueryEnv }) {
  const { groups: texts } = useFirstTexts();
  const [open, setOpen] = useState(false);
  const read = parseQuery(query, env);
  if (!read.ok) return null;
  const isAllowed = inspect(read.query).allow_as_group;
  return (
    <>
      <Button disabled={!isAllowed} disabledReason={texts.notAsGroup} onClick={() => setOpen(true)}>
        {texts.saveAs}
      </Button>
      {open && <NameGroup query={query} onClose={() => setOpen(false)} />}
    </>
  );
}
