import { type ComponentProps, lazy, Suspense, useRef } from 'react';
import { PlainBox } from '../../common/query-box/index.ts';
import { useFirstTexts } from '../../common/texts/index.ts';

/** What reads queries is not part of the first load. */
const Search = lazy(() => import('./search.tsx'));

/** The search of a list. Until it is loaded, one can type in a plain box, and goes on in the real one. */
export function SearchBar(props: Omit<ComponentProps<typeof Search>, 'isTyping'>) {
  const { contacts, query } = useFirstTexts();
  const isTyping = useRef(false);
  const plain = (
    <div className="search">
      <PlainBox
        label={contacts.search}
        placeholder={query.placeholder}
        value={props.typed}
        onChange={props.onType}
        onTyping={(is) => {
          isTyping.current = is;
        }}
      />
    </div>
  );
  // The rows come first. A search that is typed or shown has its mistakes and facets to say.
  const isWanted = !props.list.isPending || props.typed !== '';
  return <Suspense fallback={plain}>{isWanted ? <Search {...props} isTyping={isTyping.current} /> : plain}</Suspense>;
}
