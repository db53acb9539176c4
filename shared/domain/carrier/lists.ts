import type { WorkspaceId } from '../ids.ts';

/** An AWS opt-out list, and the workspace whose contacts it concerns. */
export interface ListOf {
  readonly list: string;
  readonly workspace: WorkspaceId;
}

/** Reads the operator's setting: `Default=<workspace>,Other=<workspace>`. */
export const listsIn = (text = ''): readonly ListOf[] =>
  text.split(',').flatMap((pair) => {
    const [list, workspace] = pair.split('=');
    return list && workspace ? [{ list, workspace: workspace as WorkspaceId }] : [];
  });

export const listsOf = (text: string | undefined, workspace: WorkspaceId): readonly ListOf[] =>
  listsIn(text).filter((one) => one.workspace === workspace);
