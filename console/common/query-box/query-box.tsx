import { type KeyboardEvent, Suspense, useId, useMemo, useRef, useState } from 'react';
import { parseQuery, printQuery, printValue, type QueryEnv, type QueryError } from '../../../shared/query/query.ts';
import type { Field, Group } from '../api/index.ts';
import { queryProblem, useFirstTexts, useTexts } from '../texts/index.ts';
import { type Completion, completionsAt, KNOWN_NAMES } from './completions.ts';
import { nearest } from './did-you-mean.ts';
import { piecesOf } from './highlighting.ts';
import './query-box.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Called by Enter when the query is valid. */
  readonly onSubmit: (text: string) => void;
  /** The query that a text stands for, where the box takes more than queries. */
  readonly meaning?: (typed: string) => string;
  /** What the service has searched for this text, in normal form. */
  readonly asked?: string | null;
  readonly env: QueryEnv;
  readonly fields: readonly Field[];
  readonly groups: readonly Group[];
  readonly autoFocus?: boolean;
}

/** An input for a query with colours, completions and underlined mistakes. A coloured copy lies behind clear text. */
export function QueryBox(props: Props) {
  const { label, value, onChange, onSubmit, meaning, asked = null, env, fields, groups, autoFocus } = props;
  const { query: texts } = useFirstTexts();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const colours = useRef<HTMLPreElement>(null);
  const [cursor, setCursor] = useState(value.length);
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const meant = meaning?.(value) ?? value;
  // Places of mistakes are those in the text as it was typed.
  const isTyped = meant === value.trim();
  const query = isTyped ? value : meant;
  const read = useMemo(() => (query.trim() === '' ? null : parseQuery(query, env)), [query, env]);
  const error = read !== null && !read.ok ? read.error : null;
  const offered = open ? completionsAt(value, cursor, { fields, groups }) : [];
  const follow = () => {
    if (input.current && colours.current) colours.current.scrollLeft = input.current.scrollLeft;
  };
  const take = ({ text, start, end }: Completion) => {
    const next = `${value.slice(0, start)}${text} ${value.slice(end).trimStart()}`;
    const place = start + text.length + 1;
    onChange(next);
    setMarked(-1);
    setCursor(place);
    requestAnimationFrame(() => input.current?.setSelectionRange(place, place));
  };
  const press = (event: KeyboardEvent) => {
    const chosen = offered[marked];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setMarked(offered.length === 0 ? -1 : (marked + step + offered.length) % offered.length);
    } else if (event.key === 'Escape') {
      if (open && offered.length > 0) event.stopPropagation();
      setOpen(false);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Enter' && error === null) {
      setOpen(false);
      onSubmit(value.trim());
    }
  };
  return (
    <div className="query-box">
      <div className="query-field">
        <pre ref={colours} aria-hidden="true">
          {piecesOf(value, isTyped ? error : null).map(({ text, kind, wrong }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces are identified by their place
            <span key={index} className={`q-${kind}${wrong ? ' q-wrong' : ''}`}>
              {text}
            </span>
          ))}
        </pre>
        <input
          ref={input}
          type="text"
          role="combobox"
          data-search
          aria-label={label}
          aria-expanded={offered.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={marked >= 0 ? `${id}-${marked}` : undefined}
          aria-invalid={error !== null}
          aria-describedby={`${id}-said`}
          // biome-ignore lint/a11y/noAutofocus: who types in the plain box that stood here goes on
          autoFocus={autoFocus}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={texts.placeholder}
          value={value}
          onChange={({ target }) => {
            onChange(target.value);
            setCursor(target.selectionStart ?? target.value.length);
            setMarked(-1);
            setOpen(true);
          }}
          onKeyDown={press}
          onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart ?? 0)}
          onScroll={follow}
          onBlur={() => setOpen(false)}
        />
        {offered.length > 0 && (
          <div className="offered" id={`${id}-list`} role="listbox" aria-label={texts.suggestions}>
            {offered.map((one, index) => (
              <div
                key={one.text}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === marked}
                tabIndex={-1}
                onMouseDown={(event) => {
                  event.preventDefault();
                  take(one);
                }}
              >
                <span dir="auto">{one.text}</span>
                <span className="detail" dir="auto">
                  {one.detail}
                </span>
              </div>
            ))}
          </div>
        )}
      </div>
      <div id={`${id}-said`} role="status" className={error === null ? 'said' : 'said wrong'}>
        {read !== null && (
          <Suspense fallback={null}>
            <Explanation value={value} read={read} asked={asked} />
          </Suspense>
        )}
      </div>
      {error !== null && <DidYouMean error={error} fields={fields} groups={groups} onTake={take} />}
    </div>
  );
}

interface DidYouMeanProps {
  readonly error: QueryError;
  readonly fields: readonly Field[];
  readonly groups: readonly Group[];
  readonly onTake: (completion: Completion) => void;
}

/** Offers the name that was meant by a misspelt one. */
function DidYouMean({ error: { code, start, end, extra }, fields, groups, onTake }: DidYouMeanProps) {
  const { query: texts } = useFirstTexts();
  const names = [...fields.flatMap(({ key, name }) => [key, name]), ...KNOWN_NAMES];
  const isGroup = code === 'invalid_group';
  const near =
    code === 'unknown_property'
      ? nearest(extra?.['property'] ?? '', names)
      : isGroup &&
        nearest(
          extra?.['value'] ?? '',
          groups.map(({ name }) => name),
        );
  if (!near) return null;
  const text = isGroup ? printValue(near) : (fields.find(({ name }) => name === near)?.key ?? near);
  return (
    <button type="button" className="did-you-mean" onClick={() => onTake({ text, detail: '', start, end })}>
      {texts.didYouMean({ name: text })}
    </button>
  );
}

type Explained = Pick<Props, 'value' | 'asked'> & { readonly read: ReturnType<typeof parseQuery> };

/** The mistake, or the query in normal form where that differs from what was typed. */
function Explanation({ value, read, asked }: Explained) {
  const { query: texts } = useTexts();
  if (!read.ok) return queryProblem(read.error, texts);
  const normal = asked ?? printQuery(read.query);
  return normal === value.trim() ? null : (
    <>
      {texts.understood} <code dir="auto">{normal}</code>
    </>
  );
}
