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

/** What people say for a relation every day, beside its code and its printed form. */
const everyday: Readonly<Record<string, RelationCode>> = {
  said: 'told',
  'said to': 'told',
  'told to': 'told',
  'spoke to': 'told',
  'reported to': 'told',
  'confirmed to': 'told',
  informed: 'told',
  briefed: 'told',
  'interviewed by': 'told',
  emailed: 'wrote',
  'sent to': 'wrote',
  'written to': 'wrote',
  'quoted in': 'quoted',
  'as quoted by': 'quoted',
  'paraphrased in': 'paraphrased',
  'cited by': 'paraphrased',
  'cited in': 'paraphrased',
  'translated in': 'translated',
  'summarised in': 'summarised',
  summarized: 'summarised',
  'summarized by': 'summarised',
  'summarized in': 'summarised',
  'published by': 'released',
  'published in': 'released',
  'issued by': 'released',
  'reported in': 'reported',
  'as reported by': 'reported',
  'republished in': 'republished',
  'reprinted by': 'republished',
  'reprinted in': 'republished',
  'reposted by': 'republished',
  'syndicated by': 'republished',
  'according to': 'passed',
  'seen by': 'passed',
  'passed to': 'passed',
  'passed on to': 'passed',
  'gave to': 'passed',
  'given to': 'passed',
  'shared with': 'passed',
  'obtained by': 'passed',
  via: 'passed',
};

/**
 * The relation that a person typed, by its code, its printed form or everyday words, ignoring
 * case; or null. Nothing typed is *passed*.
 */
export function relationOf(text: string): RelationCode | null {
  const typed = text.trim().replace(/\s+/gu, ' ').toLowerCase();
  if (typed === '') return 'passed';
  const row = relations.find(({ code, printed }) => code === typed || printed === typed);
  return row?.code ?? (Object.hasOwn(everyday, typed) ? (everyday[typed] ?? null) : null);
}

/** How a sentence says that nobody knows how it was passed on. */
export const passedSomehow = 'passed on, in a way not known, to';

/** What stands in the arrow: "quoted by"; the empty string for a bare arrow. */
export function printedRelation(code: RelationCode): string {
  return relations.find((row) => row.code === code)?.printed ?? code;
}
