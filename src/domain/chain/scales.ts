/**
 * The scales of judgement, with their official words: the NATO Admiralty system (AJP-2.1) for
 * sources and information, JP 2-0 for analytic confidence, and STIX 2.1's confidence scale.
 * F, 6 and *not assessed* mean unknown: they have no place in an order and no figure.
 */

export const reliabilities = [
  { code: 'A', words: 'Completely reliable' },
  { code: 'B', words: 'Usually reliable' },
  { code: 'C', words: 'Fairly reliable' },
  { code: 'D', words: 'Not usually reliable' },
  { code: 'E', words: 'Unreliable' },
  { code: 'F', words: 'Reliability cannot be judged' },
] as const;
export type Reliability = (typeof reliabilities)[number]['code'];
export const reliabilityCodes = reliabilities.map((row) => row.code);

export const credibilities = [
  { code: 1, words: 'Confirmed by other sources', stix: 90 },
  { code: 2, words: 'Probably true', stix: 70 },
  { code: 3, words: 'Possibly true', stix: 50 },
  { code: 4, words: 'Doubtful', stix: 30 },
  { code: 5, words: 'Improbable', stix: 10 },
  { code: 6, words: 'Truth cannot be judged', stix: null },
] as const;
export type Credibility = (typeof credibilities)[number]['code'];
export const credibilityCodes = credibilities.map((row) => row.code);

export const confidences = [
  {
    code: 'high',
    words: 'High',
    meaning: 'well corroborated by proven sources; few assumptions; strong argument',
    stix: 85,
  },
  {
    code: 'moderate',
    words: 'Moderate',
    meaning: 'partly corroborated by good sources; several assumptions',
    stix: 50,
  },
  {
    code: 'low',
    words: 'Low',
    meaning: 'uncorroborated, good or marginal sources; many assumptions; gaps',
    stix: 15,
  },
] as const;
export type Confidence = (typeof confidences)[number]['code'];
export const confidenceCodes = confidences.map((row) => row.code);

/** The official words for a reliability letter, as in "Usually reliable". */
export function reliabilityWords(code: Reliability): string {
  return reliabilities.find((row) => row.code === code)?.words ?? code;
}

/** The official words for a credibility number, as in "Probably true". */
export function credibilityWords(code: Credibility): string {
  return credibilities.find((row) => row.code === code)?.words ?? String(code);
}

/** From high to low, and last the absence of a judgement, which is no end of that order. */
export const confidenceLevels = [
  ...confidences.map(({ code, words }) => ({ code, words })),
  { code: 'none', words: 'Not assessed' },
] as const;

/** "High", "Moderate", "Low", or "Not assessed" for null. */
export function confidenceWords(code: Confidence | null): string {
  return levelWords(code ?? 'none');
}

/** The same for a level's code, which is "none" where none is given. */
export function levelWords(code: string): string {
  return confidenceLevels.find((row) => row.code === code)?.words ?? code;
}

export const notRated = 'Not rated';

/** A credibility by itself: "2 · Probably true", or "Not rated" for null. */
export function credibilityLabel(code: Credibility | null): string {
  return code === null ? notRated : `${code} · ${credibilityWords(code)}`;
}

/** A credibility within a sentence: "2, probably true". */
export function credibilityInSentence(code: Credibility): string {
  return `${code}, ${credibilityWords(code).toLowerCase()}`;
}

/** A reliability within a sentence: "B, usually reliable". */
export function reliabilityInSentence(code: Reliability): string {
  return `${code}, ${reliabilityWords(code).toLowerCase()}`;
}

/**
 * How low a reliability is: 0 (A) to 4 (E); null for F, which is no middle and no end of the
 * scale but the absence of a judgement.
 */
export function reliabilityRank(code: Reliability): number | null {
  return code === 'F' ? null : reliabilityCodes.indexOf(code);
}
