import {
  type Annotation,
  annotate,
  type Content,
} from '../../src/domain/annotations/annotation.js';
import { isJudgedPart, type Verdict, type VerdictCode } from '../../src/domain/review/verdict.js';
import { hop } from './chains.js';

/** A moment of the newsroom's day, in minutes after nine. */
export function at(minute: number): string {
  return new Date(Date.parse('2026-03-02T09:00:00.000Z') + minute * 60_000).toISOString();
}

export const content: Content = {
  edition: 1,
  target: { exact: 'a passage', prefix: 'Here is ', suffix: '.', start: 8, end: 17 },
  chain: [hop('vega', { relation: 'told' }), hop('ledger'), hop('paper', { relation: null })],
  confidence: 'low',
  credibility: 3,
  claim: 'berth',
  stance: 'asserts',
  note: null,
  labels: [],
};

/** An annotation that jonas made, with whatever a test changes. */
export function annotation(part: Partial<Annotation> = {}): Annotation {
  const made = annotate(content, { id: 'a1', article: 'harbour', at: at(0), by: 'jonas' });
  return { ...made, ...part };
}

/**
 * Verdicts, one a word group: "tom agree", "nils dispute hop:2", "vera agree span r1". On the whole
 * and on revision 1 unless told; the nth is given n minutes after nine and has the id "vn".
 */
export function verdicts(...told: string[]): Verdict[] {
  return told.map((words, index) => verdict(words, index + 1));
}

/** One of those. */
export function verdict(words: string, minute = 1): Verdict {
  const [by = '', code = '', ...rest] = words.split(' ');
  const on = rest.find(isJudgedPart) ?? 'whole';
  const revision = Number(rest.find((word) => /^r\d+$/u.test(word))?.slice(1) ?? 1);
  const comment = code === 'dispute' ? 'It is not what the ledger says.' : null;
  const kind = code as VerdictCode;
  return { id: `v${minute}`, by, at: at(minute), revision, verdict: kind, on, comment, hop: null };
}
