import type { Annotation } from '../../domain/annotations/annotation.js';
import { defaultSettings } from '../../domain/people/settings.js';
import { openRequests } from '../../domain/review/request.js';
import { reviewFaults } from '../../domain/review/review-faults.js';
import { statusOf } from '../../domain/review/status.js';
import { awaited, isOpen, type Round } from '../../domain/rounds/round.js';
import type { CollectionName } from '../../store/documents.js';
import { all, type Store } from '../../store/store.js';
import { type Finding, fault, note } from './finding.js';

/** A status that does not follow, reviews that break their rules, rounds that can't come to an end. */
export async function* checkReviews(store: Store): AsyncGenerator<Finding> {
  const { quorum } = (await store.get('settings', 'desk')) ?? defaultSettings;
  const answers = await answering(store);
  for await (const annotation of all(store, 'annotations', 'all', { key: '' })) {
    const where = `annotation ${annotation.id}`;
    yield* status(annotation, quorum, where);
    for (const sentence of reviewFaults(annotation)) yield fault(where, sentence);
    if (!annotation.deleted) yield* unanswered(annotation, answers, where);
    yield* madeInRound(store, annotation.round, where);
  }
  for await (const round of all(store, 'rounds', 'open', { key: '' })) {
    yield* openRound(store, round, answers);
  }
  yield* leftInRounds(store);
}

/** Whether somebody is there to do what is asked of them. */
type Answers = (person: string) => boolean;

/** A database may be read without the file of people: then everybody is taken to be there. */
async function answering(store: Store): Promise<Answers> {
  const present = new Set<string>();
  let people = 0;
  for await (const { id, disabled } of all(store, 'people', 'all', { key: '' })) {
    people += 1;
    if (!disabled) present.add(id);
  }
  return (person) => people === 0 || present.has(person);
}

function* status(annotation: Annotation, quorum: number, where: string): Generator<Finding> {
  const right = statusOf(annotation, quorum);
  if (annotation.status === right) return;
  const follows = `Its status is stored as ${annotation.status}, and ${right} is what follows`;
  yield fault(where, `${follows} from its verdicts: saving the settings again puts it right.`);
}

function* unanswered(annotation: Annotation, answers: Answers, where: string): Generator<Finding> {
  for (const { to } of openRequests(annotation)) {
    if (answers(to)) continue;
    yield note(where, `${to} is asked for a verdict, and no longer works on this desk.`);
  }
}

async function* madeInRound(
  store: Store,
  round: string | null,
  where: string,
): AsyncGenerator<Finding> {
  if (round !== null && (await store.get('rounds', round)) === null) {
    yield fault(where, `It was made in the blind round ${round}, which is not there.`);
  }
}

async function* openRound(store: Store, round: Round, answers: Answers): AsyncGenerator<Finding> {
  const where = `blind round ${round.id}`;
  if ((await store.get('articles', round.article)) === null) {
    yield fault(where, 'It is open on an article that is not there.');
  }
  for (const person of awaited(round)) {
    if (answers(person)) continue;
    yield note(where, `It waits for ${person}, who no longer works on this desk: excuse them.`);
  }
}

/** While an entry bears a round, nobody but its creator sees it: when that has ended, it must not. */
async function* leftInRounds(store: Store): AsyncGenerator<Finding> {
  for (const [kind, collection] of hidden) {
    for await (const { id, round } of all(store, collection, 'all', { key: '' })) {
      if (round === null || (await stillOpen(store, round))) continue;
      const sentence = `It is hidden in the blind round ${round}, which is not open.`;
      yield fault(`${kind} ${id}`, sentence);
    }
  }
}

const hidden = [
  ['source', 'sources'],
  ['claim', 'claims'],
] as const satisfies readonly (readonly [string, CollectionName])[];

async function stillOpen(store: Store, id: string): Promise<boolean> {
  const round = await store.get('rounds', id);
  return round !== null && isOpen(round);
}
