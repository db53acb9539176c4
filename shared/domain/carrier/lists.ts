import type { WorkspaceId } from '../ids.ts';

/** An opt-out list of AWS, and the workspace whose people are in it. */
export interface ListOf {
  readonly list: string;
  readonly workspace: WorkspaceId;
}

/** The lists in what the operator of the deployment says: `Default=<workspace>,Other=<workspace>`. */
export const listsIn = (text = ''): readonly ListOf[] =>
  text.split(',').flatMap((pair) => {
    const [list, workspace] = pair.split('=');
    return list && workspace ? [{ list, workspace: workspace as WorkspaceId }] : [];
  });

/** Those of one workspace. */
export const listsOf = (text: string | undefined, workspace: WorkspaceId): readonly ListOf[] =>
  listsIn(text).filter((one) => one.workspace === workspace);
