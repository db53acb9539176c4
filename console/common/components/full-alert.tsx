import { Alert, type AlertProps, SpaceBetween } from '@cloudscape-design/components';

/**
 * An alert with its action beside the words. The alert's own place for an action measures whether both fit in a line.
 * In some widths that moves them to and fro until React gives up, and the whole screen is gone.
 */
function FullAlert({ action, children, ...alert }: AlertProps) {
  return (
    <Alert {...alert}>
      {action ? (
        <SpaceBetween direction="horizontal" size="s" alignItems="center">
          <div>{children}</div>
          {action}
        </SpaceBetween>
      ) : (
        children
      )}
    </Alert>
  );
}

export { FullAlert as default };
