import type { Confirmation } from '../../domain/annotations/annotation-input.js';
import type { Change } from '../../store/store.js';
import type { Actor, Desk } from '../desk.js';
import { Pace } from '../pace.js';
import {
  namingKnownTo,
  type SourceNamed,
  type SourcesNamedBy,
} from '../register/identities/identities-in-text.js';
import {
  holdsWords,
  isOfArticle,
  type WordsChange,
  wordsIn,
} from '../register/masking/public-words.js';
import { demandAnswered, namesOfNamed } from '../register/questions.js';

/**
 * Stops what a file brings in people's own words, or in the register, until somebody has said yes to it, where it has
 * the whole name of a confidential source of this desk. Those with these ids were asked about. What articles themselves
 * say is others'. Throws *conflict* with `details.confirm`.
 */
export async function demandUnnamedIn(
  desk: Desk,
  actor: Actor,
  changes: readonly Change[],
  asked: ReadonlySet<string>,
  confirmed: readonly Confirmation[],
): Promise<void> {
  if (confirmed.includes('identity')) return;
  const naming = await namingKnownTo(desk, actor);
  const pace = new Pace();
  const found: SourceNamed[] = [];
  let documents = 0;
  for (const change of changes) {
    if (!holdsWords(change)) continue;
    const named = namedIn(naming, change).filter(({ source }) => !asked.has(source.id));
    if (named.length > 0) documents += 1;
    found.push(...named);
    await pace.giveWay();
  }
  if (found.length === 0) return;
  const where = documents === 1 ? 'one thing' : `${documents} things`;
  const sentence = `Nothing was imported: in ${where} of the file the name of a confidential source (${namesOfNamed(found)}) stands, in the register or in people’s own words, where everyone would read it.`;
  demandAnswered([{ code: 'identity', sentence }], confirmed);
}

/** Whom a document names: what an entry is called counts, too. */
function namedIn(naming: SourcesNamedBy, { in: collection, doc }: WordsChange): SourceNamed[] {
  const isNew = collection === 'sources';
  const texts = wordsIn(collection, doc).filter(
    ({ isFixed, path }) => (!isFixed || isNew) && !isOfArticle(collection, doc, path),
  );
  return texts.flatMap(({ text }) => naming(text)).filter(({ how }) => how === 'whole');
}
