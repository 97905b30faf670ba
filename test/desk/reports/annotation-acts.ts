import { undoChange } from '../../../src/desk/annotations/undoing.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import {
  type Act,
  type ActsOn,
  type Choice,
  people,
  personOf,
  pick,
  refusable,
} from './acts-on.js';
import {
  commentActs,
  proposalActs,
  requestActs,
  settlementActs,
  verdictActs,
} from './review-acts.js';

const passages = [
  'A boat',
  'The ferry will stop in May',
  'The mayor was not asked',
  'a notice on the door',
];
const passagesOfOther = ['The ferry is to go on', 'a notice on the door'];
const chains = [
  'Ida Brandt -told-> The Ledger (outlet)',
  'Ida Brandt -told-> Harbour memo (document) -leaked to-> The Ledger (outlet)',
  'a clerk (unnamed) -told-> The Ledger (outlet)',
  '? -> Otto Falk -told-> The Ledger (outlet)',
  'Otto Falk [B] -told-> The Ledger (outlet)',
  'Ida Brandt + Otto Falk -wrote-> The Courier (outlet)',
];
const claims = [null, 'The ferry stops in May.', 'The line is closed.', 'The ferry goes on.'];

/** What is done with annotations, and said of them. */
export function annotationActs(on: ActsOn): readonly Act[] {
  return [
    annotating(on, 0),
    annotating(on, 0),
    annotating(on, 1),
    ...verdictActs(on),
    ...revisionActs(on),
    ...commentActs(on),
    ...proposalActs(on, chains),
    ...requestActs(on),
    ...settlementActs(on),
  ];
}

function annotating({ ask, articles }: ActsOn, at: 0 | 1): Act {
  const quotes = at === 0 ? passages : passagesOfOther;
  return async ([one, two, three]) => {
    const claim = pick(claims, three);
    const sent = {
      target: { exact: pick(quotes, one) },
      chain: pick(chains, two),
      confidence: pick(['low', 'moderate', 'high', null], one + three),
      credibility: pick([null, 1, 3], two + three),
      ...(claim && { claim, stance: pick(['asserts', 'denies', 'questions'], one + two) }),
      ...(one % 2 === 0 && { note: `Note ${three}.` }),
      ...(two % 3 === 0 && { labels: ['follow up'] }),
    };
    const by = pick(people, one + two + three);
    return [await ask(by, 'post', `/articles/${articles[at]}/annotations`, sent)];
  };
}

function revisionActs(on: ActsOn): readonly Act[] {
  return [
    revising(on, ([, , three]) => ({ chain: pick(chains, three) })),
    revising(on, ([, , three]) => ({ confidence: pick(['low', 'moderate', 'high'], three) })),
    revising(on, ([, two, three]) => ({
      note: `Another note ${three}.`,
      labels: two % 2 ? ['urgent'] : [],
    })),
    revising(on, ([, , three]) => ({ claim: pick(claims.slice(1), three), stance: 'asserts' })),
    async ([one]) => {
      const changes = (await on.docs('events')).filter(
        ({ action }) => action === 'annotation.revised',
      );
      const last = changes.at(-1 - (one % 2 && changes.length > 1 ? 1 : 0));
      const annotation = last && (await on.room.store.get('annotations', last.subject.id));
      const by = personOf(on.room, last?.by);
      return refusable(
        annotation && by ? undoChange(on.room.desk, by, annotation.id, etag(annotation)) : null,
      );
    },
  ];
}

function revising({ ask, of }: ActsOn, change: (choice: Choice) => object): Act {
  return ([one, two, three]) =>
    of(one, async ({ id, creator }) => {
      const { body, etag: seen } = await ask('mira', 'get', `/annotations/${id}`);
      const { target, chain, confidence, credibility, claim, stance, note, labels } = body;
      const claimed =
        claim && typeof claim === 'object' && 'id' in claim
          ? { claim: { id: claim.id }, stance }
          : {};
      const stands = { target, chain, confidence, credibility, note, labels, ...claimed };
      const by = two % 2 === 0 ? 'mira' : creator === 'nils' ? 'nils' : 'jonas';
      const sent = { ...stands, ...change([one, two, three]) };
      return ask(by, 'put', `/annotations/${id}`, sent, seen);
    });
}
