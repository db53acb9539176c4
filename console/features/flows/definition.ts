/** The part of a flow's definition that the drawing uses. */
export interface FlowNode {
  readonly uuid: string;
  readonly actions?: readonly FlowAction[];
  readonly router?: {
    readonly type?: string;
    readonly operand?: string;
    readonly categories?: readonly { readonly name: string; readonly exit_uuid: string }[];
  };
  readonly exits: readonly { readonly uuid: string; readonly destination_uuid?: string | null }[];
}

export interface FlowAction {
  readonly type: string;
  readonly status?: string;
  readonly name?: string;
  readonly language?: string;
  readonly value?: string;
  readonly all_groups?: boolean;
  readonly field?: { readonly name: string };
  readonly groups?: readonly { readonly name?: string; readonly name_match?: string }[];
  readonly flow?: { readonly name: string };
  readonly path?: string;
}

export interface Definition {
  readonly uuid: string;
  readonly name: string;
  readonly nodes?: readonly FlowNode[];
}

interface Edge {
  readonly from: string;
  /** Null where the flow ends. */
  readonly to: string | null;
  /** The categories that take this way; empty for the only way. */
  readonly label: string;
}

/** The ways between nodes. Several exits to the same node are one way. */
export const edgesOf = (nodes: readonly FlowNode[]): Edge[] =>
  nodes.flatMap(({ uuid, exits, router }) =>
    [...Map.groupBy(exits, (exit) => exit.destination_uuid ?? null)].map(([to, some]) => ({
      from: uuid,
      to,
      label: (router?.categories ?? [])
        .filter((category) => some.some((exit) => exit.uuid === category.exit_uuid))
        .map(({ name }) => name)
        .join(', '),
    })),
  );
