import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import {
  annotationInput,
  proposalInput,
} from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import type { Person } from '../../../src/domain/people/person.js';
import type { Proposal } from '../../../src/domain/review/proposal.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import type { Newsroom } from '../../newsroom.js';

const text =
  'The lock at Veil has been shut since Sunday, two skippers say.\n\nThe canal office had known of the crack since May, a lock-keeper said.';

/** What jonas says of that article: two hops, low, with a claim. */
export const said = {
  target: { exact: 'The canal office had known of the crack' },
  chain: 'Lock-keeper Vik -told-> The Evening Barge (outlet)',
  confidence: 'low',
  credibility: 3,
  claim: 'The office knew of the crack.',
};

/** An article with one annotation, by jonas unless told. */
export async function annotated(
  { desk, jonas }: Newsroom,
  more: object = {},
  by: Person = jonas,
): Promise<Annotation> {
  const headings = { title: 'The lock at Veil', publisher: 'The Evening Barge', text };
  const article = await addArticle(desk, jonas, articleInput.parse(headings));
  const input = annotationInput.parse({ ...said, ...more });
  return (await createAnnotation(desk, by, article.id, input)).annotation;
}

/** How it stands in the store by now. */
export async function storedIn({ store }: Newsroom, { id }: Annotation): Promise<Annotation> {
  const found = await store.get('annotations', id);
  if (!found) throw new Error('The annotation is gone.');
  return found;
}

/** Judges it without a browser: "dispute hop:2". */
export async function judged(
  { desk }: Newsroom,
  by: Person,
  { id }: Annotation,
  words: string,
): Promise<Annotation> {
  const [verdict, on = 'whole'] = words.split(' ');
  const comment = verdict === 'dispute' ? 'The log says otherwise.' : null;
  const input = verdictInput.parse({ verdict, on, comment });
  return (await giveVerdict(desk, by, id, input)).annotation;
}

/** Proposes something else without a browser. */
export async function proposed(
  { desk }: Newsroom,
  by: Person,
  { id }: Annotation,
  fields: object,
): Promise<Proposal> {
  const input = proposalInput.parse({ reason: 'The log has it so.', ...fields });
  return (await makeProposal(desk, by, id, input)).proposal;
}
