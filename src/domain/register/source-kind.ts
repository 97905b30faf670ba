export const sourceKinds = ['person', 'group', 'organisation', 'document', 'outlet'] as const;
export type SourceKind = (typeof sourceKinds)[number];
