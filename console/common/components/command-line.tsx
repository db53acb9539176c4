import { CopyToClipboard } from '@cloudscape-design/components';
import { useTexts } from '../texts/index.ts';
import './command-line.css';

/** A command for a terminal, with a button that copies it. */
export function CommandLine({ text }: { readonly text: string }) {
  const { shell } = useTexts();
  return (
    <div className="command">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <pre dir="ltr" tabIndex={0}>
        {text}
      </pre>
      <CopyToClipboard
        variant="icon"
        textToCopy={text}
        copyButtonAriaLabel={shell.copy}
        copySuccessText={shell.copied}
        copyErrorText={shell.notCopied}
      />
    </div>
  );
}
