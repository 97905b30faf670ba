import { type Annotation, statuses } from '../domain/annotation.js';
import { type Edition, editionId } from '../domain/article.js';
import { stances } from '../domain/claim.js';
import { confidenceCodes, credibilityCodes } from '../domain/scales.js';
import { all, type Store } from '../store/store.js';
import { checkChain } from './check-chain.js';
import { type Finding, fault, note } from './finding.js';

/** Annotations whose article, passage, codes, claim or chain are not what they should be. */
export async function* checkAnnotations(store: Store): AsyncGenerator<Finding> {
  const editions = rememberingTheLast((id: string) => store.get('editions', id));
  for await (const annotation of all(store, 'annotations', 'all', { key: '' })) {
    const { article, edition } = annotation;
    const where = `annotation ${annotation.id}`;
    yield* passage(annotation, await editions(editionId(article, edition)), where);
    yield* codes(annotation, where);
    yield* claim(store, annotation, where);
    yield* checkChain(store, annotation.chain, where);
  }
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
  { article, edition: number, target }: Annotation,
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

function* codes(annotation: Annotation, where: string): Generator<Finding> {
  const { confidence, credibility, stance, status } = annotation;
  if (confidence !== null && !confidenceCodes.includes(confidence)) {
    yield fault(where, 'Its confidence is none of low, moderate and high.');
  }
  if (credibility !== null && !credibilityCodes.includes(credibility)) {
    yield fault(where, 'Its credibility is none of the numbers 1 to 6.');
  }
  if (stance !== null && !stances.includes(stance)) {
    yield fault(where, `Its stance is none of ${stances.join(', ')}.`);
  }
  if (!statuses.includes(status)) {
    yield fault(where, `Its status is none of ${statuses.join(', ')}.`);
  }
}

async function* claim(
  store: Store,
  { claim, stance }: Annotation,
  where: string,
): AsyncGenerator<Finding> {
  if (claim !== null && (await store.get('claims', claim)) === null) {
    yield fault(where, `Its claim, ${claim}, is not there.`);
  }
  if (claim === null && stance !== null) yield fault(where, 'It has a stance, and no claim.');
  if (claim !== null && stance === null) yield fault(where, 'It has a claim, and no stance to it.');
}
