import { Button } from '@cloudscape-design/components';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useWide } from '../common/components/index.ts';
import { useFirstTexts } from '../common/texts/index.ts';
import './frame.css';

interface Props {
  readonly bar: ReactNode;
  readonly navigation: ReactNode;
  readonly help: ReactNode;
  readonly isHelping: boolean;
  readonly onHelp: (open: boolean) => void;
  readonly children: ReactNode;
}

/**
 * The frame of all screens: a bar, the menu, the content, help. In a small window the menu and help cover the content.
 * Cloudscape's own layout has drawers and notifications of AWS's console, which made a fifth of the first load.
 */
export function Frame({ bar, navigation, help, isHelping, onHelp, children }: Props) {
  const { shell } = useFirstTexts();
  const isWide = useWide();
  const [isOpen, setOpen] = useState(isWide);
  const menu = usePanel(isOpen, !isWide);
  const aside = usePanel(isHelping, true);
  const closeOn = (close: () => void) => (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    close();
  };
  const isCovered = !isWide && (isOpen || isHelping);
  return (
    <>
      <header className="frame-bar">
        <span ref={menu.toggle}>
          <Button
            variant="icon"
            iconName="menu"
            ariaLabel={isOpen ? shell.closeNavigation : shell.openNavigation}
            ariaExpanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        </span>
        {bar}
        <span ref={aside.toggle}>
          <Button
            variant="icon"
            iconName="status-info"
            ariaLabel={shell.help}
            ariaExpanded={isHelping}
            onClick={() => onHelp(!isHelping)}
          />
        </span>
      </header>
      <div className="frame">
        {isOpen && (
          <nav
            className="frame-menu"
            aria-label={shell.navigation}
            ref={menu.panel}
            onKeyDown={isWide ? undefined : closeOn(() => setOpen(false))}
            // In a small window the menu would hide where it has led to.
            onClick={({ target }) => !isWide && (target as Element).closest('a[href]') && setOpen(false)}
          >
            {navigation}
          </nav>
        )}
        <main className="frame-content" inert={isCovered}>
          {children}
        </main>
        {isHelping && (
          <aside
            className="frame-help"
            aria-label={shell.help}
            ref={aside.panel}
            onKeyDown={closeOn(() => onHelp(false))}
          >
            <span className="frame-close">
              <Button variant="icon" iconName="close" ariaLabel={shell.closeHelp} onClick={() => onHelp(false)} />
            </span>
            {help}
          </aside>
        )}
      </div>
    </>
  );
}

interface Panel {
  readonly panel: RefObject<HTMLElement | null>;
  /** What opens and closes it. */
  readonly toggle: RefObject<HTMLSpanElement | null>;
}

/** A panel that takes the focus when it opens, if it `takes` it, and gives it back to its button. */
function usePanel(isOpen: boolean, takes: boolean): Panel {
  const panel = useRef<HTMLElement>(null);
  const toggle = useRef<HTMLSpanElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current === isOpen) return;
    wasOpen.current = isOpen;
    if (!takes) return;
    const wanted = isOpen ? panel.current?.querySelector<HTMLElement>('a, button') : null;
    const button = toggle.current?.querySelector('button');
    if (isOpen) wanted?.focus();
    else if (document.activeElement === document.body) button?.focus();
  }, [isOpen, takes]);
  return { panel, toggle };
}
