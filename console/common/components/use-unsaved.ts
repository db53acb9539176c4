import { useEffect } from 'react';
import { useTexts } from '../texts/index.ts';

/** What the user has agreed to leave by, so that two unsaved texts of a screen ask once. */
const agreed = new WeakSet<Event>();

/**
 * Asks before the user leaves a screen on which something typed is not saved: by a link, by Back, or by closing the
 * tab.
 */
export function useUnsaved(isUnsaved: boolean): void {
  const { shell } = useTexts();
  useEffect(() => {
    if (!isUnsaved) return;
    const mayLeave = (event: Event): boolean => {
      if (!agreed.has(event) && !window.confirm(shell.unsaved)) return false;
      agreed.add(event);
      return true;
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey) return;
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      const isHere = link?.getAttribute('href')?.startsWith('#') ?? true;
      if (isHere || link?.getAttribute('target') === '_blank') return;
      if (mayLeave(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const here = window.location.href;
    const onBack = (event: PopStateEvent) => {
      if (window.location.href === here || mayLeave(event)) return;
      event.stopImmediatePropagation();
      window.history.pushState(null, '', here);
    };
    window.addEventListener('beforeunload', onUnload);
    window.addEventListener('click', onClick, true);
    window.addEventListener('popstate', onBack, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      window.removeEventListener('click', onClick, true);
      window.removeEventListener('popstate', onBack, true);
    };
  }, [isUnsaved, shell]);
}
