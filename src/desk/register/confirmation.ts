import type { Annotation, Content } from '../../domain/annotations/annotation.js';
import type { Confirmation } from '../../domain/annotations/annotation-input.js';
import { type Chain, holdersIn, sourcesIn, wordsOfHolder } from '../../domain/chain/chain.js';
import type { Claim } from '../../domain/claims/claim.js';
import { nameKey } from '../../domain/register/name.js';
import { NameFinder } from '../../domain/register/name-finder.js';
import type { Source } from '../../domain/register/source.js';
import type { Actor, Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { Pace } from '../pace.js';
import {
  namingKnownTo,
  type SourceNamed,
  type SourcesNamedBy,
} from './identities/identities-in-text.js';
import { writtenOfEach } from './identities/named-beside.js';
import { lookAlikeQuestion } from './look-alikes.js';
import { besideClaimQuestion, namedAmong, namedInClaim } from './named-in-claim.js';
import {
  demandAnswered,
  doubtQuestion,
  namedQuestion,
  namesOfNamed,
  ownWords,
  publicNameQuestion,
  type Question,
  refusingQuestions,
} from './questions.js';
import { type ResolvedChain, standingChain } from './resolve-chain.js';

interface ConfirmationInput {
  content: Content;
  chain: ResolvedChain;
  claim: Claim | null;
  /** The article's, which is a name however it reads. */
  publisher: string;
  /** The annotation of which this is said, as it stands: whom it names may be meant. */
  about: Annotation | null;
  confirmed: readonly Confirmation[];
  /** Names that the register had when they were chosen or typed. */
  registered?: readonly string[] | undefined;
}

/**
 * Stops a save that would do what cannot be taken back, until the writer has said yes to it: putting
 * the name of a confidential source where everyone reads it, or one that left the register meanwhile. `known` tells what the writer knows.
 * Throws *conflict* with `details.confirm`.
 */
export async function demandConfirmation(
  desk: Desk,
  known: SourcesNamedBy,
  weighed: ConfirmationInput,
): Promise<void> {
  const added = namingAdded(weighed.chain);
  const naming = (text: string) => [...added(text), ...known(text)];
  // Hundreds of names and thousands of excerpts are looked at in turns with others.
  const pace = new Pace();
  const asked = [
    await historyQuestion(desk, pace, naming, weighed),
    nameQuestion(known, weighed.chain),
    ...goneQuestions(known, weighed),
    ...(await pace.through(questionsOfNames(weighed))),
    await identityQuestion(pace, naming, weighed),
    await claimQuestion(desk, naming, weighed),
  ];
  demandAnswered(asked, weighed.confirmed);
}

/**
 * The same of what an annotation is about to say that stands ready: in a proposal that is taken over, or in its own past.
 * Whoever wrote it may not have known, and others may have written since.
 */
export async function demandReadyConfirmed(
  desk: Desk,
  actor: Actor,
  about: Annotation,
  content: Content,
  confirmed: readonly Confirmation[] = [],
): Promise<void> {
  const isOther = content.claim !== null && content.claim !== about.claim;
  const claim = isOther ? await desk.store.get('claims', content.claim ?? '') : null;
  const chain = standingChain(content.chain);
  const weighed = { content, chain, claim, publisher: '', about, confirmed };
  await demandConfirmation(desk, await namingKnownTo(desk, actor), weighed);
}

/** The same where nobody can say yes, since no form is at hand: it is refused, and says where they can. */
export async function demandReadyUnasked(
  desk: Desk,
  actor: Actor,
  about: Annotation,
  content: Content,
): Promise<void> {
  const way = 'Edit the annotation instead: there you can say that it may.';
  await refusingQuestions(demandReadyConfirmed(desk, actor, about, content), way);
}

/**
 * A confidential source, or an unnamed one of whom it is noted who that is, that comes into an annotation which names
 * it in public, be it in its discussion or in its history alone; or the public entry that comes where the confidential source stood.
 */
async function historyQuestion(
  desk: Desk,
  pace: Pace,
  naming: SourcesNamedBy,
  { chain, about }: ConfirmationInput,
): Promise<Question | null> {
  if (!about) return null;
  const before = new Set(sourcesIn(about.chain));
  const added = chain.added.map(({ source }) => source);
  const coming = [...added, ...(await entriesIn(desk, chain))].filter(({ id }) => !before.has(id));
  const mayBeKnown = coming.filter((each) => each.confidential || isDescribed(each, added));
  if (mayBeKnown.length === 0 && toldBy(naming, coming).length === 0) return null;
  const { texts = [], sources = new Map() } =
    (await writtenOfEach(desk, [about])).get(about.id) ?? {};
  const ever = [...coming, ...sources.values()];
  const told: SourceNamed[] = [];
  for (const text of texts) {
    told.push(...naming(text));
    await pace.giveWay();
  }
  const known = [
    ...(await namedAmong(desk, toldBy(naming, ever), coming)),
    ...(await namedAmong(desk, toldBy(naming, coming), ever)),
    ...(await namedAmong(desk, told, mayBeKnown)),
  ];
  if (known.length === 0) return null;
  const sentence = `${namesOfNamed(known)} would stand beside the name in this annotation, its discussion or its history: whoever reads them sees who that is. Make a new annotation instead, or have an editor mask the public entry.`;
  return { code: 'identity', sentence };
}

/** Whether it stands in the register by a description: it may be noted who that is. */
function isDescribed(source: Source, added: readonly Source[]): boolean {
  return source.unnamed && !added.includes(source);
}

/** The confidential sources whose name some public entries bear. */
function toldBy(naming: SourcesNamedBy, entries: readonly Source[]): SourceNamed[] {
  const open = entries.filter(({ confidential }) => !confidential);
  const names = open.flatMap(({ name, aliases }) => [name, ...aliases]).join(' | ');
  return naming(names).filter(({ how }) => how === 'whole');
}

/** A new public source that bears the name of a confidential one, which whoever writes it knows. */
function nameQuestion(known: SourcesNamedBy, { added }: ResolvedChain): Question | null {
  const open = added.filter(({ identity }) => !identity);
  const asked = open.map(({ source }) => publicNameQuestion(known, source.name));
  return asked.find((question) => question !== null) ?? null;
}

/**
 * A name that the register had when it was chosen, and has no more: masked or removed meanwhile, it would be entered anew
 * without anybody's wanting it. It is asked in the same words whatever became of it, so that it tells nothing; whoever may
 * know is asked about the confidential source instead.
 */
function goneQuestions(
  known: SourcesNamedBy,
  { chain: { added, register }, registered = [] }: ConfirmationInput,
): Question[] {
  const seen = new Set(registered.map(nameKey));
  const own = new Set(added.map(({ source }) => source.id));
  const gone = added.filter(
    ({ identity, source: { name } }) =>
      !identity &&
      seen.has(nameKey(name)) &&
      register.named(name).every(({ id }) => own.has(id)) &&
      publicNameQuestion(known, name) === null,
  );
  return gone.map(({ source: { name } }) => ({
    code: 'gone',
    sentence: `“${name}” was in the register when you chose it, and is no longer there. Saved so, it would be entered again, for everybody to read.`,
  }));
}

/**
 * Of new names it is asked whether others are meant that look like them, and then, as where they are typed, of those
 * that read like a sentence or like two whether they are one.
 */
function* questionsOfNames({
  chain: { added, alike },
  publisher,
}: ConfirmationInput): Generator<undefined, Question[]> {
  const [likeOthers, doubtful]: [Question[], Question[]] = [[], []];
  for (const { source, identity } of added) {
    if (source.unnamed) continue;
    const { name } = identity ?? source;
    const like = identity ? null : lookAlikeQuestion(alike, name);
    if (like) likeOthers.push(like);
    const doubt = nameKey(name) === nameKey(publisher) ? null : doubtQuestion(name, source);
    if (doubt) doubtful.push(doubt);
    yield;
  }
  return [...likeOthers, ...doubtful];
}

/**
 * In one's own words the names of all confidential sources that one may know are looked for; in the
 * passage, which others wrote, those of this annotation's. What stood there before was asked about then.
 */
async function identityQuestion(
  pace: Pace,
  naming: SourcesNamedBy,
  { content, chain, claim, about }: ConfirmationInput,
): Promise<Question | null> {
  const before = about ? await wordsOf(pace, about, null) : null;
  const own = new Map<string, SourceNamed>();
  for (const text of await wordsOf(pace, content, claim)) {
    if (before?.has(text)) continue;
    for (const named of naming(text)) {
      if (named.how === 'whole' || !own.has(named.source.id)) own.set(named.source.id, named);
    }
    await pace.giveWay();
  }
  const hops = about ? [...chain.chain, ...hopsOf(about)] : chain.chain;
  const isSamePassage = about?.target.exact === content.target.exact;
  const stood = new Set(isSamePassage ? sourcesIn(about.chain) : []);
  const here = new Set(sourcesIn(hops).filter((id) => !stood.has(id)));
  const passage = naming(content.target.exact).filter(
    ({ source, how }) => how === 'whole' && here.has(source.id),
  );
  const where = passage.length > 0 ? 'in the passage or in your own words' : ownWords;
  return namedQuestion([...own.values(), ...passage], where);
}

/** What is said of the claim on which it bears from now on, but for its statement, of which is asked beside one's own words. */
async function claimQuestion(
  desk: Desk,
  naming: SourcesNamedBy,
  { claim, chain, about }: ConfirmationInput,
): Promise<Question | null> {
  if (!claim || claim.id === about?.claim) return null;
  const entries = [...chain.added.map(({ source }) => source), ...(await entriesIn(desk, chain))];
  if (!entries.some(({ confidential, unnamed }) => confidential || unnamed)) return null;
  return besideClaimQuestion(await namedInClaim(desk, naming, claim.id, entries, claim.statement));
}

/** Tells whom a text names of the confidential sources that a chain enters. */
function namingAdded({ added }: ResolvedChain): SourcesNamedBy {
  const identities = added.flatMap(({ source: { id, kind, unnamed }, identity }) =>
    identity ? [{ id, kind, unnamed, name: identity.name, aliases: identity.aliases }] : [],
  );
  const finder = new NameFinder(identities);
  const entries = new Map(added.map(({ source }) => [source.id, source]));
  return (text) =>
    [...finder.named(text)].flatMap(([id, how]) => {
      const source = entries.get(id);
      return source ? [{ source, how }] : [];
    });
}

function hopsOf({ chain, proposals }: Annotation): Chain {
  return [...chain, ...proposals.flatMap(({ content }) => content.chain)];
}

/** The entries that a chain names beside those it enters; what was read to resolve it is not read again. */
async function entriesIn(desk: Desk, { chain, added, register }: ResolvedChain): Promise<Source[]> {
  const entered = new Set(added.map(({ source }) => source.id));
  const ids = sourcesIn(chain).filter((id) => !entered.has(id));
  const known = ids.flatMap((id) => register.get(id) ?? []);
  const unread = ids.filter((id) => !known.some((source) => source.id === id));
  return [...known, ...(await documentsById(desk, 'sources', unread)).values()];
}

/** Everything in an annotation that is its writer's own words, each once. */
async function wordsOf(
  pace: Pace,
  { chain, note, labels }: Pick<Content, 'chain' | 'note' | 'labels'>,
  claim: Claim | null,
): Promise<Set<string>> {
  const words = new Set([note ?? '', ...labels, claim?.statement ?? '']);
  for (const holder of holdersIn(chain)) {
    for (const text of wordsOfHolder(holder)) words.add(text);
    await pace.giveWay();
  }
  words.delete('');
  return words;
}
