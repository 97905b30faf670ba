import { z } from 'zod';
import type { Annotation, Content } from '../../domain/annotations/annotation.js';
import { type Confirmation, confirmations } from '../../domain/annotations/annotation-input.js';
import { type Chain, holdersIn, sourcesIn, wordsOfHolder } from '../../domain/chain/chain.js';
import type { Claim } from '../../domain/claims/claim.js';
import { Problem } from '../../domain/problem.js';
import { nameKey } from '../../domain/register/name.js';
import type { Source } from '../../domain/register/source.js';
import type { Actor, Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { identitiesIn, standsIn } from './identities.js';
import type { ResolvedChain } from './resolve-chain.js';

type SaidOf = Pick<Annotation, 'chain' | 'proposals'>;

interface ConfirmationInput {
  content: Content;
  chain: ResolvedChain;
  claim: Claim | null;
  /** The annotation of which this is said, as it stands: whom it names may be meant. */
  about: SaidOf | null;
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
    nameQuestion(weighed.chain),
    await identityQuestion(desk, actor, weighed),
  ];
  demandAnswered(asked, weighed.confirmed);
}

/**
 * The name of a confidential source in an annotation's chain, or in one that is proposed, is not put
 * into words about the annotation, which everyone reads, until the writer has said yes to it. Throws
 * *conflict* with `details.confirm`. Asked are only those who may know the name: asking anybody else
 * would tell them.
 */
export async function demandUnnamed(
  desk: Desk,
  actor: Actor,
  about: SaidOf,
  text: string | null,
  confirmed: readonly Confirmation[] = [],
): Promise<void> {
  if (text === null) return;
  const named = await identitiesIn(desk, actor, await entriesIn(desk, hopsOf(about)), text);
  demandAnswered([namedQuestion(named, 'in your own words')], confirmed);
}

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
  const open = (await entriesIn(desk, hopsOf(about), chain)).filter(
    ({ confidential }) => !confidential,
  );
  const names = open.flatMap(({ name, aliases }) => [name, ...aliases]).join('\n');
  const known = await maskedIn(
    desk,
    actor,
    chain,
    await entriesIn(desk, chain.chain, chain),
    names,
  );
  if (known.length === 0) return null;
  const sentence = `The chain named ${called(known)} in public until now, and its history goes on to say so: whoever reads it sees who that is. Annotate the passage anew instead, or have an editor mask the public entry.`;
  return { code: 'identity', sentence };
}

/** A new public source that bears the name of a confidential one, which whoever writes it knows. */
function nameQuestion({ added, register }: ResolvedChain): Question | null {
  const sentences = added.flatMap(({ source, identity }) => {
    const [masked] = identity ? [] : register.known(source.name);
    return masked ? [`“${source.name}” is the confidential “${masked.source.name}”`] : [];
  });
  if (sentences.length === 0) return null;
  const sentence = `${sentences.join(' and ')}: write that instead, or the name enters the register for everyone.`;
  return { code: 'identity', sentence };
}

async function identityQuestion(
  desk: Desk,
  actor: Actor,
  { content, chain, claim, about }: ConfirmationInput,
): Promise<Question | null> {
  const words = wordsOf(content, claim);
  const hops = about ? [...chain.chain, ...hopsOf(about)] : chain.chain;
  const sources = await maskedIn(desk, actor, chain, await entriesIn(desk, hops, chain), words);
  return namedQuestion(sources, 'in the passage or in your own words');
}

/** Whose real names stand in a text: of the chain's new sources, and of others as far as known. */
async function maskedIn(
  desk: Desk,
  actor: Actor,
  { added }: ResolvedChain,
  others: readonly Source[],
  text: string,
): Promise<Source[]> {
  const made = added.flatMap(({ source, identity }) =>
    identity && standsIn(identity, nameKey(text)) ? [source] : [],
  );
  return [...made, ...(await identitiesIn(desk, actor, others, text))];
}

function called(sources: readonly Source[]): string {
  return [...new Set(sources.map(({ name }) => name))].join(' and ');
}

function namedQuestion(sources: readonly Source[], where: string): Question | null {
  if (sources.length === 0) return null;
  const sentence = `The name of a confidential source (${called(sources)}) stands ${where}, where everyone reads it.`;
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

/** Everything in an annotation that is a person's own words. */
function wordsOf({ target, chain, note }: Content, claim: Claim | null): string {
  const said = holdersIn(chain).flatMap(wordsOfHolder);
  return [target.exact, note, claim?.statement, ...said].filter(Boolean).join('\n');
}
