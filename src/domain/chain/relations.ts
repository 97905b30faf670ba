/** How the information passed from one hop to the next, and the W3C PROV relation that says so. */
export const relations = [
  { code: 'told', printed: 'told', prov: 'wasDerivedFrom' },
  { code: 'wrote', printed: 'wrote to', prov: 'wasDerivedFrom' },
  { code: 'quoted', printed: 'quoted by', prov: 'wasQuotedFrom' },
  { code: 'paraphrased', printed: 'paraphrased by', prov: 'wasDerivedFrom' },
  { code: 'translated', printed: 'translated by', prov: 'wasDerivedFrom' },
  { code: 'summarised', printed: 'summarised by', prov: 'wasDerivedFrom' },
  { code: 'leaked', printed: 'leaked to', prov: 'wasDerivedFrom' },
  { code: 'released', printed: 'released to', prov: 'wasDerivedFrom' },
  { code: 'reported', printed: 'reported by', prov: 'wasDerivedFrom' },
  { code: 'republished', printed: 'republished by', prov: 'alternateOf' },
  { code: 'passed', printed: '', prov: 'wasInfluencedBy' },
] as const;
export type RelationCode = (typeof relations)[number]['code'];
export const relationCodes = relations.map((row) => row.code);

/** The relation that a person typed, by its code or its printed form, ignoring case; or null. */
export function relationOf(text: string): RelationCode | null {
  const typed = text.trim().replace(/\s+/gu, ' ').toLowerCase();
  if (typed === '') return 'passed';
  return relations.find((row) => row.code === typed || row.printed === typed)?.code ?? null;
}

/** What stands in the arrow: "quoted by"; the empty string for a bare arrow. */
export function printedRelation(code: RelationCode): string {
  return relations.find((row) => row.code === code)?.printed ?? code;
}
