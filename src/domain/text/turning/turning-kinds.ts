/** The words of a language that decide what a sentence says of a passage. */
export interface TurningWords {
  /** They say of what somebody said that it is not so. */
  belying: string;
  /** Else they doubt it, or do not let it be done. */
  denying: string;
  /** Else they deny or doubt what stands in their sentence, or make a condition of it. */
  doubting: string;
  /** They say in their own clause who is meant, and whether it is so or may be. */
  bending: string;
  /** They say how many. */
  numbers: string;
  /** They say how much, how often, which way and when: others in their place are other facts. */
  amounts: string;
  /** They put it into somebody's mouth: whoever stands near them says it. */
  telling: string;
  /** Of those, the ones behind which stands who says it, up to the next sign; and those that name who did it. */
  attributing: string;
  /** They say that something was published; where, says who says it. */
  publishing: string;
  /** They begin what somebody or something is called. */
  determining: string;
  /** They begin what is said, found or thought: the word before them says which. */
  stating: string;
  /** They go on behind the name of a thing or person. */
  joining: string;
  /** They make of whoever stands before a word of saying one who was told it. */
  passive: string;
  /** They stand for somebody who was named before. */
  pronouns: string;
  /** At the end of a sentence they say who knows what it says: “…, the insurers found”. */
  finding?: string;
  /** Those who speak to the press without a name: another word right before one makes them others. */
  offices: string;
  /** Clauses begin with them that say when, where, why or in spite of what. */
  subordinating?: string;
  /** Behind a sign such clauses begin with these, or clauses about what was named. */
  relating?: string;
  /** Behind a sign one more clause begins with these. */
  adding?: string;
}
