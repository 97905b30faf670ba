import { z } from 'zod';
import { type Confirmation, confirmations } from '../../domain/annotations/annotation-input.js';
import { maskedDoubt, type NameDoubt, nameDoubt } from '../../domain/chain/name-doubt.js';
import { printNotation } from '../../domain/chain/notation/notation.js';
import { Problem } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import type { Actor, Desk } from '../desk.js';
import {
  type SourceNamed,
  type SourcesNamedBy,
  sourcesNamedIn,
} from './identities/identities-in-text.js';

/* What is asked of somebody before their own words are saved, and what they have said yes to. */

/** What comes with a person's own words: what they have said yes to. */
export interface WithConfirmation {
  confirm?: readonly Confirmation[] | undefined;
}

/** The field of what is sent in which that stands. */
export const confirmField = { confirm: z.array(z.enum(confirmations)).default([]) };

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

export const ownWords = 'in your own words';

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

/** What asks where no form is at hand to say yes in: it is refused, and `way` says where that can be said. */
export async function refusingQuestions<T>(work: Promise<T>, way: string): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Problem) || !error.details.confirm) throw error;
    throw new Problem(error.code, `${error.message} ${way}`, [], error.details);
  }
}

function sentencesOf(questions: readonly Question[]): string {
  return questions.map(({ sentence }) => sentence).join(' ');
}

/** The codes of all that is asked: `namesake` where an entry of the register is put right. */
const questionCodes = [...confirmations, 'namesake', 'expunging'] as const;

/** What is asked before it is saved: the code says yes to it when it is sent as `confirm`. */
export const question = z.object({ code: z.enum(questionCodes), sentence: z.string() });
export type Question = z.infer<typeof question>;

/** A name that is to enter the register, and is that of a confidential source or holds it. */
export function publicNameQuestion(naming: SourcesNamedBy, name: string): Question | null {
  const [masked] = naming(name).filter(({ how }) => how === 'whole');
  if (!masked) return null;
  const sentence = `“${name}” names the confidential “${masked.source.name}”: write that instead, or the name enters the register for everyone.`;
  return { code: 'identity', sentence };
}

/** A new name that reads like a sentence, or like several. */
export function doubtQuestion(
  name: string,
  { confidential, kind }: Pick<Source, 'confidential' | 'kind'>,
): Question | null {
  const doubt = nameDoubt(name, { isConfidential: confidential, kind });
  return doubt && oneNameQuestion(name, doubt);
}

/** A name that ends with what keeps one from readers. */
export function maskedQuestion(name: string): Question | null {
  const doubt = maskedDoubt(name);
  return doubt && oneNameQuestion(name, doubt);
}

function oneNameQuestion(name: string, { question, hops }: NameDoubt): Question {
  const as = ['As one of whom it is said,', 'As two', 'As several'];
  const parted = hops
    ? ` ${as[Math.min(hops.length, as.length) - 1]} it is written: ${printNotation(hops)}`
    : '';
  return { code: 'one-name', sentence: `“${name}”: ${question}${parted}` };
}

/** What the register calls them. */
export function namesOfNamed(named: readonly SourceNamed[]): string {
  return [...new Set(named.map(({ source }) => source.name))].join(' and ');
}

/** That a text names somebody, and where. */
export function namedQuestion(named: readonly SourceNamed[], where: string): Question | null {
  if (named.length === 0) return null;
  const isWhole = named.some(({ how }) => how === 'whole');
  const what = isWhole ? 'The name' : 'What may be a part of the name';
  const sentence = `${what} of a confidential source (${namesOfNamed(named)}) stands ${where}, where everyone reads it.`;
  return { code: 'identity', sentence };
}
