import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useLatestUndo } from '../common/components/index.ts';

/** The letter after `g`, and where it goes. */
export const PLACES = {
  h: '/',
  c: '/contacts/active',
  a: '/contacts/archived',
  g: '/groups',
  f: '/flows',
  d: '/dormancy',
  i: '/imports',
  j: '/jobs',
  s: '/settings',
} as const;

export type PlaceKey = keyof typeof PLACES;
const isPlace = (key: string): key is PlaceKey => Object.hasOwn(PLACES, key);

/** Milliseconds within which the letter follows `g`. */
const TOGETHER_MS = 1_500;

/** Whether keys are letters of a text here, or a dialog has the keyboard. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return true;
  return target.isContentEditable || target.closest('input:not([type=checkbox]), textarea, select') !== null;
}

const SEARCH = '#content [data-search], #content input[type=search]';

/** Goes to the search of this screen, or to that of all contacts. */
function toSearch(navigate: (path: string) => void): void {
  const here = document.querySelector<HTMLInputElement>(SEARCH);
  if (here) {
    here.focus();
    return;
  }
  navigate('/contacts/active');
  const started = performance.now();
  const look = () => {
    const box = document.querySelector<HTMLInputElement>(SEARCH);
    if (box) box.focus();
    else if (performance.now() - started < TOGETHER_MS) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Goes to the newest toast, and from there back to where the focus was. */
function toToasts(before: { current: Element | null }): void {
  const toasts = document.querySelector('.toasts');
  if (toasts?.contains(document.activeElement)) {
    if (before.current instanceof HTMLElement) before.current.focus();
    return;
  }
  before.current = document.activeElement;
  toasts?.querySelector<HTMLElement>('button')?.focus();
}

/** `/`, `?`, `g` and a letter, Ctrl+Z and F6, on every screen. Letters that are typed into a field stay letters. */
export function useShortcuts({ onHelp }: { readonly onHelp: () => void }): void {
  const [, navigate] = useLocation();
  const undo = useLatestUndo();
  const before = useRef<Element | null>(null);
  const going = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key } = event;
      if (key === 'F6') {
        event.preventDefault();
        toToasts(before);
        return;
      }
      if (event.defaultPrevented || isTyping(event.target)) return;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const act = (does: () => void) => {
        event.preventDefault();
        going.current = 0;
        does();
      };
      if (key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && undo) act(undo);
      else if (!isPlain) return;
      else if (going.current > performance.now() && isPlace(key)) act(() => navigate(PLACES[key as PlaceKey]));
      else if (key === '/') act(() => toSearch(navigate));
      else if (key === '?') act(onHelp);
      else going.current = key === 'g' ? performance.now() + TOGETHER_MS : 0;
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [navigate, undo, onHelp]);
}
