/**
 * Something that a check of the database found. A fault is wrong and wants mending; a note may well
 * be meant so. Places are told by ids and reasons in our own words, never by quoting what stands
 * there: a finding may be about a name that must not be shown.
 */
export interface Finding {
  severity: 'fault' | 'note';
  /** Such as "annotation k3fa9x2mpq7d, hop 2". */
  where: string;
  sentence: string;
}

/** What is wrong, and where; both are shown to the person who runs the check. */
export function fault(where: string, sentence: string): Finding {
  return { severity: 'fault', where, sentence };
}

/** What may be meant so, and where. */
export function note(where: string, sentence: string): Finding {
  return { severity: 'note', where, sentence };
}
