import { useSyncExternalStore } from 'react';

/** A phone. */
export const useNarrow = matching('(max-width: 688px)');
/** A tablet or a small window, in which the menu takes a third. */
export const useMiddling = matching('(max-width: 1180px)');
/** From this width on the menu stands beside the content, and is open at first. As in `frame.css`. */
export const useWide = matching('(min-width: 912px)');

/** A hook that tells whether the window is of a kind. */
function matching(media: string): () => boolean {
  const query = matchMedia(media);
  const subscribe = (onChange: () => void): (() => void) => {
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  };
  return () => useSyncExternalStore(subscribe, () => query.matches);
}
