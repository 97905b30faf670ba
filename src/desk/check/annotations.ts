import { type Annotation, statuses } from '../../domain/annotations/annotation.js';
import type { Statement } from '../../domain/annotations/content-parts.js';
import { isSeveralLabels } from '../../domain/annotations/labels.js';
import { type Edition, editionId } from '../../domain/articles/article.js';
import { confidenceCodes, credibilityCodes } from '../../domain/chain/scales.js';
import { stances } from '../../domain/claims/claim.js';
import { all, type Store } from '../../store/store.js';
import { checkChain, checkHolders } from './chain.js';
import { type Finding, fault, note } from './finding.js';

/**
 * Annotations whose article, passage, codes, claim, chain or labels are not what they should be, and such
 * proposals to them, or that share their id with another.
 */
export async function* checkAnnotations(store: Store): AsyncGenerator<Finding> {
  const editions = rememberingTheLast((id: string) => store.get('editions', id));
  const proposals = new Set<string>();
  for await (const annotation of all(store, 'annotations', 'all', { key: '' })) {
    const where = `annotation ${annotation.id}`;
    const check = (statement: Statement, at: string) =>
      checkStatement(store, { ...statement, article: annotation.article }, editions, at);
    yield* check(annotation, where);
    for (const { id, content } of annotation.proposals) {
      yield* check(content, `${where}, proposal ${id}`);
      if (proposals.has(id)) yield fault(where, `Proposal ${id} is not the only one of that id.`);
      proposals.add(id);
    }
    for (const { id, hop } of annotation.verdicts) {
      if (hop) yield* checkHolders(store, hop, `${where}, verdict ${id}`);
    }
    if (annotation.labels.some(isSeveralLabels)) yield fault(where, 'A label of it has a comma.');
    yield* status(annotation, where);
  }
}

/** A statement about a passage of an article. */
type StatementChecked = Statement & Pick<Annotation, 'article'>;

async function* checkStatement(
  store: Store,
  stated: StatementChecked,
  editions: (id: string) => Promise<Edition | null>,
  where: string,
): AsyncGenerator<Finding> {
  const { article, edition } = stated;
  yield* passage(stated, await editions(editionId(article, edition)), where);
  yield* codes(stated, where);
  yield* claim(store, stated, where);
  yield* checkChain(store, stated.chain, where);
}

/** Annotations come grouped by article, and a text is long: each is loaded once. */
function rememberingTheLast<T>(load: (id: string) => Promise<T>): (id: string) => Promise<T> {
  let last: { id: string; loaded: Promise<T> } | null = null;
  return (id) => {
    if (last?.id !== id) last = { id, loaded: load(id) };
    return last.loaded;
  };
}

function* passage(
  { article, edition: number, target }: StatementChecked,
  edition: Edition | null,
  where: string,
): Generator<Finding> {
  if (!edition) {
    yield fault(
      where,
      `It belongs to edition ${number} of article ${article}, which is not there.`,
    );
    return;
  }
  const { start, end, exact, prefix, suffix } = target;
  const { text } = edition;
  if (exact === '' || text.slice(start, end) !== exact) {
    yield fault(where, 'Its quote does not stand at its place in the text.');
  } else if (!text.slice(0, start).endsWith(prefix) || !text.startsWith(suffix, end)) {
    yield note(where, 'The text around its quote is not the text that it remembers.');
  }
}

function* codes(
  { confidence, credibility, stance }: StatementChecked,
  where: string,
): Generator<Finding> {
  if (confidence !== null && !confidenceCodes.includes(confidence)) {
    yield fault(where, 'Its confidence is none of low, moderate and high.');
  }
  if (credibility !== null && !credibilityCodes.includes(credibility)) {
    yield fault(where, 'Its credibility is none of the numbers 1 to 6.');
  }
  if (stance !== null && !stances.includes(stance)) {
    yield fault(where, `Its stance is none of ${stances.join(', ')}.`);
  }
}

function* status({ status }: Annotation, where: string): Generator<Finding> {
  if (!statuses.includes(status)) {
    yield fault(where, `Its status is none of ${statuses.join(', ')}.`);
  }
}

async function* claim(
  store: Store,
  { claim, stance }: StatementChecked,
  where: string,
): AsyncGenerator<Finding> {
  if (claim !== null && (await store.get('claims', claim)) === null) {
    yield fault(where, `Its claim, ${claim}, is not there.`);
  }
  if (claim === null && stance !== null) yield fault(where, 'It has a stance, and no claim.');
  if (claim !== null && stance === null) yield fault(where, 'It has a claim, and no stance to it.');
}
