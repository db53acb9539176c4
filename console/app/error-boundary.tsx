import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { Component, type ReactNode } from 'react';
import { useTexts } from '../common/texts/texts.tsx';

interface Props {
  /** The address: at another one it is tried anew. */
  readonly at: string;
  readonly children: ReactNode;
}

/**
 * Keeps the page when a screen can not be shown: its script could not be fetched, because the connection was lost or a newer version has
 * replaced it. Without this nothing at all would be left on the page.
 */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate({ at }: Props) {
    if (this.state.failed && at !== this.props.at) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { shell } = useTexts();
  return (
    <Box padding="l">
      <Box variant="h1">{shell.failed}</Box>
      <div role="alert">
        <Alert type="error" action={<Button onClick={() => location.reload()}>{shell.reload}</Button>}>
          {shell.broken}
        </Alert>
      </div>
    </Box>
  );
}
