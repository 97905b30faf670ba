import { z } from 'zod';
import type { Annotation, Content } from '../../domain/annotations/annotation.js';
import { type Confirmation, confirmations } from '../../domain/annotations/annotation-input.js';
import { type Chain, holdersIn, sourcesIn, wordsOfHolder } from '../../domain/chain/chain.js';
import type { Claim } from '../../domain/claims/claim.js';
import { Problem } from '../../domain/problem.js';
import { NameFinder } from '../../domain/register/name-finder.js';
import type { Source } from '../../domain/register/source.js';
import type { Actor, Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { type SourceNamed, sourcesNamedIn } from './identities.js';
import type { ResolvedChain } from './resolve-chain.js';

type SaidOf = Pick<Annotation, 'chain' | 'proposals'>;

interface ConfirmationInput {
  content: Content;
  chain: ResolvedChain;
  claim: Claim | null;
  /** The annotation of which this is said, as it stands: whom it names may be meant. */
  about: SaidOf | Annotation | null;
  confirmed: readonly Confirmation[];
}

/** What comes with a person's own words: what they have said yes to. */
export interface WithConfirmation {
  confirm?: readonly Confirmation[] | undefined;
}

/** The field of what is sent in which that stands. */
export const confirmField = { confirm: z.array(z.enum(confirmations)).default([]) };

/**
 * Stops a save that would do what cannot be taken back, until the writer has said yes to it: putting
 * the name of a confidential source where everyone reads it. Throws *conflict* with
 * `details.confirm`.
 */
export async function demandConfirmation(
  desk: Desk,
  actor: Actor,
  weighed: ConfirmationInput,
): Promise<void> {
  const asked = [
    await historyQuestion(desk, actor, weighed),
    await nameQuestion(desk, actor, weighed.chain),
    await identityQuestion(desk, actor, weighed),
  ];
  demandAnswered(asked, weighed.confirmed);
}

/**
 * The name of a confidential source, or a part of it, is not put into words that everyone reads until
 * the writer has said yes to it. Throws *conflict* with `details.confirm`. Asked are only those who may
 * know the name: asking anybody else would tell them.
 */
export async function demandUnnamed(
  desk: Desk,
  actor: Actor,
  text: string | null,
  confirmed: readonly string[] = [],
): Promise<void> {
  if (text === null) return;
  demandAnswered([namedQuestion(await sourcesNamedIn(desk, actor, text), ownWords)], confirmed);
}

const ownWords = 'in your own words';

/** Throws *conflict* with the questions that nobody has said yes to. */
export function demandAnswered(
  asked: readonly (Question | null)[],
  confirmed: readonly string[],
): void {
  const open = asked.flatMap((question) =>
    question && !confirmed.includes(question.code) ? [question] : [],
  );
  if (open.length === 0) return;
  const codes = [...new Set(open.map(({ code }) => code))];
  const confirm = codes.map((code) => ({
    code,
    sentence: sentencesOf(open.filter((question) => question.code === code)),
  }));
  throw new Problem('conflict', sentencesOf(open), [], { confirm });
}

function sentencesOf(questions: readonly Question[]): string {
  return questions.map(({ sentence }) => sentence).join(' ');
}

/** The codes of all that is asked: `namesake` where an entry of the register is put right. */
const questionCodes = [...confirmations, 'namesake'] as const;

/** What is asked before it is saved: the code says yes to it when it is sent as `confirm`. */
export const question = z.object({ code: z.enum(questionCodes), sentence: z.string() });
export type Question = z.infer<typeof question>;

/** A confidential source that takes the place of its own public entry: the history tells of both. */
async function historyQuestion(
  desk: Desk,
  actor: Actor,
  { chain, about }: ConfirmationInput,
): Promise<Question | null> {
  if (!about) return null;
  const entries = await entriesIn(desk, hopsOf(about), chain);
  const open = entries.filter(({ confidential }) => !confidential);
  const names = open.flatMap(({ name, aliases }) => [name, ...aliases]).join(' | ');
  const hidden = new Set(sourcesIn(chain.chain));
  const named = await namedIn(desk, actor, chain, names);
  const known = named.filter(({ source, how }) => how === 'whole' && hidden.has(source.id));
  if (known.length === 0) return null;
  const sentence = `The chain named ${called(known)} in public until now, and its history goes on to say so: whoever reads it sees who that is. Annotate the passage anew instead, or have an editor mask the public entry.`;
  return { code: 'identity', sentence };
}

/** A new public source that bears the name of a confidential one, which whoever writes it knows. */
async function nameQuestion(
  desk: Desk,
  actor: Actor,
  { added }: ResolvedChain,
): Promise<Question | null> {
  const open = added.filter(({ identity }) => !identity);
  const asked = await Promise.all(
    open.map(({ source }) => publicNameQuestion(desk, actor, source.name)),
  );
  return asked.find((question) => question !== null) ?? null;
}

/** A name that is to enter the register, and is that of a confidential source or holds it. */
export async function publicNameQuestion(
  desk: Desk,
  actor: Actor,
  name: string,
): Promise<Question | null> {
  const named = await sourcesNamedIn(desk, actor, name);
  const [masked] = named.filter(({ how }) => how === 'whole');
  if (!masked) return null;
  const sentence = `“${name}” names the confidential “${masked.source.name}”: write that instead, or the name enters the register for everyone.`;
  return { code: 'identity', sentence };
}

/**
 * In one's own words the names of all confidential sources that one may know are looked for; in the
 * passage, which others wrote, those of this annotation's.
 */
async function identityQuestion(
  desk: Desk,
  actor: Actor,
  { content, chain, claim, about }: ConfirmationInput,
): Promise<Question | null> {
  const before = new Set(about && 'note' in about ? wordsOf(about, null) : []);
  const words = wordsOf(content, claim).filter((text) => !before.has(text));
  const own = await namedIn(desk, actor, chain, words.join(' | '));
  const hops = about ? [...chain.chain, ...hopsOf(about)] : chain.chain;
  const here = new Set(sourcesIn(hops));
  const passage = (await namedIn(desk, actor, chain, content.target.exact)).filter(
    ({ source, how }) => how === 'whole' && here.has(source.id),
  );
  const where = passage.length > 0 ? 'in the passage or in your own words' : ownWords;
  return namedQuestion([...own, ...passage], where);
}

/** Whom a text names: of the chain's new sources, and of all others as far as the writer knows them. */
async function namedIn(
  desk: Desk,
  actor: Actor,
  { added }: ResolvedChain,
  text: string,
): Promise<SourceNamed[]> {
  const identities = added.flatMap(({ source: { id, kind, unnamed }, identity }) =>
    identity ? [{ id, kind, unnamed, name: identity.name, aliases: identity.aliases }] : [],
  );
  const made = new NameFinder(identities).find(text).flatMap(({ id, how }) => {
    const entry = added.find(({ source }) => source.id === id);
    return entry && how !== 'faint' ? [{ source: entry.source, how }] : [];
  });
  return [...made, ...(await sourcesNamedIn(desk, actor, text))];
}

function called(named: readonly SourceNamed[]): string {
  return [...new Set(named.map(({ source }) => source.name))].join(' and ');
}

function namedQuestion(named: readonly SourceNamed[], where: string): Question | null {
  if (named.length === 0) return null;
  const isWhole = named.some(({ how }) => how === 'whole');
  const what = isWhole ? 'The name' : 'What may be a part of the name';
  const sentence = `${what} of a confidential source (${called(named)}) stands ${where}, where everyone reads it.`;
  return { code: 'identity', sentence };
}

function hopsOf({ chain, proposals }: SaidOf): Chain {
  return [...chain, ...proposals.flatMap(({ content }) => content.chain)];
}

/** The entries that stand in hops; what was read to resolve a chain is not read again. */
async function entriesIn(desk: Desk, hops: Chain, resolved?: ResolvedChain): Promise<Source[]> {
  const added = new Set(resolved?.added.map(({ source }) => source.id));
  const ids = sourcesIn(hops).filter((id) => !added.has(id));
  const known = ids.flatMap((id) => resolved?.register.get(id) ?? []);
  const unread = ids.filter((id) => !known.some((source) => source.id === id));
  return [...known, ...(await documentsById(desk, 'sources', unread)).values()];
}

/** Everything in an annotation that is its writer's own words. */
function wordsOf({ chain, note }: Pick<Content, 'chain' | 'note'>, claim: Claim | null): string[] {
  const said = holdersIn(chain).flatMap(wordsOfHolder);
  return [note, claim?.statement, ...said].flatMap((text) => text || []);
}
