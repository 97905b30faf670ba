import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addComment } from '../../../src/desk/review/comments.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { commentInput } from '../../../src/domain/review/comments.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';

export const identity = 'Wilhelmina Oakapple';
export const masked = 'Cornelius Fennimore';
export const offRecord = 'Thaddeus Brimble';

/** A newsroom with an article that has something to hide. */
export interface SharingRoom {
  room: Newsroom;
  article: string;
  /** Of its annotations: one with a confidential source, one off the record and a bare one. */
  ids: string[];
}

export async function openSharingRoom(): Promise<SharingRoom> {
  const room = await openNewsroom();
  const { desk, mira, jonas, nils } = room;
  const text = 'The ferry stops in May, a clerk said. The mayor denies it. The engine is old.';
  const input = { title: 'Färja “stops” & goes', publisher: 'The Morning Ledger', text };
  const article = (await addArticle(desk, mira, parse(articleInput, input))).id;
  const tag = async (exact: string, fields: object) => {
    const tagged = parse(annotationInput, { target: { exact }, ...fields });
    return createAnnotation(desk, jonas, article, tagged);
  };
  const first = await tag('The ferry stops in May', {
    chain: `Ida Brandt [B] -told-> ${identity} (deep background) -> ${masked} -> The Morning Ledger (outlet)`,
    confidence: 'moderate',
    credibility: 3,
    note: '<script>alert(1)</script>',
  });
  const second = await tag('The mayor denies it', {
    chain: `${offRecord} (off the record) -> The Morning Ledger`,
  });
  const third = await tag('The engine is old', { chain: '?', confidence: 'low' });
  const ids = [first, second, third].map(({ annotation }) => annotation.id);
  const source = first.newSources.find(({ name }) => name === masked);
  await maskSource(desk, mira, source?.id ?? '');
  const dispute = { verdict: 'dispute', on: 'whole', comment: 'Who says so?' };
  await giveVerdict(desk, nils, ids[0] ?? '', parse(verdictInput, dispute));
  await addComment(desk, nils, ids[0] ?? '', parse(commentInput, { text: 'Call her again.' }));
  return { room, article, ids };
}

/** Shares the report by the API, and answers with the path of the link. */
export async function shareByApi(
  { room, article }: Pick<SharingRoom, 'room' | 'article'>,
  input: object,
): Promise<{ id: string; path: string; url: string }> {
  const program = await room.bearer(room.mira);
  const { body } = await program.post(`/api/articles/${article}/shares`).send(input).expect(201);
  return { id: body.id, path: new URL(body.url).pathname, url: body.url };
}

/** How often a share was read, as the API says. */
export async function readingsOf(room: Newsroom, id: string): Promise<number> {
  const program = await room.bearer(room.mira);
  return (await program.get(`/api/shares/${id}`).expect(200)).body.readings;
}
