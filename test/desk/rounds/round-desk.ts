import {
  type AnnotationSaved,
  createAnnotation,
} from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import type { Actor, Desk } from '../../../src/desk/desk.js';
import { handIn, openRound } from '../../../src/desk/rounds/rounds.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import type { Round } from '../../../src/domain/rounds/round.js';
import { openDeskWithPeople, type PeopledDesk } from '../peopled-desk.js';

const text =
  'The ferry will stop in autumn, a clerk said. Its captain wrote that nobody had asked the crew. The quay is to be sold.';

/** A desk with two articles of one text; jonas and nils work blind on the first. */
export interface RoundDesk extends PeopledDesk {
  article: string;
  elsewhere: string;
  round: Round;
}

export async function openDeskWithRound(): Promise<RoundDesk> {
  const desk = await openDeskWithPeople();
  const add = async (title: string) => {
    const details = { title, publisher: 'The Harbour Post', text };
    return (await addArticle(desk, desk.mira, parse(articleInput, details))).id;
  };
  const [article, elsewhere] = [await add('The last ferry'), await add('The ferry, again')];
  const round = await openRound(desk, desk.mira, article, ['jonas', 'nils']);
  return { ...desk, article, elsewhere, round };
}

/** An annotation by somebody, working on what they see. */
export async function annotate(
  desk: RoundDesk,
  by: Actor,
  exact: string,
  chain: string,
  fields: { on?: string; claim?: string; confidence?: string; note?: string } = {},
): Promise<AnnotationSaved> {
  const { on = desk.article, ...content } = fields;
  const input = parse(annotationInput, { target: { exact }, chain, ...content });
  return createAnnotation(await visibleTo(desk, by), by, on, input);
}

/** Both hand in, which ends the round. */
export async function end(desk: RoundDesk): Promise<void> {
  for (const person of [desk.jonas, desk.nils]) await handIn(desk, person, desk.round.id);
}

/** The desk as somebody sees it now. */
export function as(desk: RoundDesk, person: Actor | null): Promise<Desk> {
  return visibleTo(desk, person);
}
