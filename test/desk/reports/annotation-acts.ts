import { undoChange } from '../../../src/desk/annotations/undoing.js';
import { undoStep } from '../../../src/desk/history/undoing.js';
import { reopenProposal } from '../../../src/desk/review/proposals.js';
import { undoSettlement } from '../../../src/desk/review/settlements.js';
import { withdrawVerdict } from '../../../src/desk/review/verdicts.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import {
  type Act,
  type ActsOn,
  type Choice,
  people,
  pick,
  refusable,
  type Who,
} from './acts-on.js';

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

const isProposed = ({ proposals }: Annotation) => proposals.some(({ outcome }) => !outcome);

/** What is done with annotations, and said of them. */
export function annotationActs({
  room,
  articles,
  ask,
  docs,
  annotationAt,
  of,
}: ActsOn): readonly Act[] {
  const annotate = async (at: 0 | 1, [one, two, three]: Choice) => {
    const quotes = at === 0 ? passages : passagesOfOther;
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
    return [
      await ask(
        pick(people, one + two + three),
        'post',
        `/articles/${articles[at]}/annotations`,
        sent,
      ),
    ];
  };
  const revise =
    (change: (choice: Choice) => object): Act =>
    async ([one, two, three]) =>
      of(one, async (annotation) => {
        const { body, etag } = await ask('mira', 'get', `/annotations/${annotation.id}`);
        const { target, chain, confidence, credibility, claim, stance, note, labels } = body;
        const claimed =
          claim && typeof claim === 'object' && 'id' in claim
            ? { claim: { id: claim.id }, stance }
            : {};
        const stands = { target, chain, confidence, credibility, note, labels, ...claimed };
        const by = two % 2 === 0 ? 'mira' : annotation.creator === 'nils' ? 'nils' : 'jonas';
        return ask(
          by,
          'put',
          `/annotations/${annotation.id}`,
          { ...stands, ...change([one, two, three]) },
          etag,
        );
      });
  /** By whoever said it. */
  const takingBackOneOf =
    (said: 'verdicts' | 'requests'): Act =>
    ([one, two]) =>
      of(
        one,
        async (annotation) => {
          if (annotation[said].length === 0) return null;
          const { by, id } = pick<{ by: string; id: string }>(annotation[said], two);
          return ask(by as Who, 'delete', `/annotations/${annotation.id}/${said}/${id}`);
        },
        (annotation) => annotation[said].length > 0,
      );
  const who = (number: number) => pick(people, number);
  return [
    (choice) => annotate(0, choice),
    (choice) => annotate(0, choice),
    (choice) => annotate(1, choice),
    // Verdicts.
    ([one, two, three]) =>
      of(one, ({ id }) =>
        ask(who(two), 'post', `/annotations/${id}/verdicts`, {
          verdict: pick(['agree', 'agree', 'dispute', 'unsure'], three),
          on: pick(['whole', 'whole', 'chain', 'hop:1', 'confidence'], one + three),
          comment: `Because of ${two}.`,
        }),
      ),
    ([one, two]) =>
      of(one, ({ id }) =>
        ask(who(two), 'post', `/annotations/${id}/verdicts`, { verdict: 'agree' }),
      ),
    ([one, two]) =>
      of(one, ({ id }) =>
        ask(who(two), 'post', `/annotations/${id}/verdicts`, {
          verdict: 'dispute',
          comment: 'No.',
        }),
      ),
    takingBackOneOf('verdicts'),
    async ([one, two]) => {
      const annotation = await annotationAt(one, ({ verdicts }) => verdicts.length > 0);
      const verdict = annotation?.verdicts.length ? pick(annotation.verdicts, two) : null;
      const by = [room.mira, room.jonas, room.nils].find(({ id }) => id === verdict?.by);
      return refusable(
        annotation && verdict && by
          ? withdrawVerdict(room.desk, by, annotation.id, verdict.id, { undo: true })
          : null,
      );
    },
    // Revisions.
    revise(([, , three]) => ({ chain: pick(chains, three) })),
    revise(([, , three]) => ({ confidence: pick(['low', 'moderate', 'high'], three) })),
    revise(([, two, three]) => ({
      note: `Another note ${three}.`,
      labels: two % 2 ? ['urgent'] : [],
    })),
    revise(([, , three]) => ({ claim: pick(claims.slice(1), three), stance: 'asserts' })),
    async ([one]) => {
      const changes = (await docs('events')).filter(
        ({ action }) => action === 'annotation.revised',
      );
      const last = changes.at(-1 - (one % 2 && changes.length > 1 ? 1 : 0));
      const annotation = last && (await room.store.get('annotations', last.subject.id));
      const by = [room.mira, room.jonas, room.nils].find(({ id }) => id === last?.by);
      return refusable(
        annotation && by ? undoChange(room.desk, by, annotation.id, etag(annotation)) : null,
      );
    },
    // Comments.
    ([one, two, three]) =>
      of(one, ({ id }) =>
        ask(who(two), 'post', `/annotations/${id}/comments`, {
          text: `What of ${three}, @Mira Sen?`,
        }),
      ),
    ([one, two, three]) =>
      of(
        one,
        async ({ id, comments }) =>
          comments.length === 0
            ? null
            : ask(who(two), 'post', `/annotations/${id}/comments`, {
                text: 'As I said.',
                replyTo: pick(comments, three).id,
              }),
        ({ comments }) => comments.length > 0,
      ),
    ([one, two]) =>
      of(
        one,
        async ({ id, comments }) => {
          const firsts = comments.filter(({ replyTo }) => replyTo === null);
          return firsts.length === 0
            ? null
            : ask(
                who(two),
                'post',
                `/annotations/${id}/comments/${pick(firsts, two).id}/resolution`,
              );
        },
        ({ comments }) => comments.length > 0,
      ),
    ([one, two]) =>
      of(
        one,
        async ({ id, comments }) => {
          const resolved = comments.filter((each) => each.resolved !== null);
          return resolved.length === 0
            ? null
            : ask(
                who(two),
                'post',
                `/annotations/${id}/comments/${pick(resolved, two).id}/reopening`,
              );
        },
        ({ comments }) => comments.some(({ resolved }) => resolved),
      ),
    async ([one]) => {
      const added = (await docs('events')).filter(({ action }) => action === 'comment.added');
      const event = added.length > 0 ? pick(added.toReversed(), one % 3) : null;
      const by = [room.mira, room.jonas, room.nils].find(({ id }) => id === event?.by);
      return refusable(event && by ? undoStep(room.desk, by, event.id) : null);
    },
    // Proposals.
    ([one, two, three]) =>
      of(one, ({ id }) =>
        ask(who(two), 'post', `/annotations/${id}/proposals`, {
          ...(three % 2 === 0
            ? { chain: pick(chains, two + three) }
            : { confidence: pick(['low', 'high'], two) }),
          reason: `Better ${three}.`,
        }),
      ),
    ([one, two]) =>
      of(
        one,
        async ({ proposals }) =>
          proposals.length === 0
            ? null
            : ask('mira', 'post', `/proposals/${pick(proposals, two).id}/acceptance`, {}),
        isProposed,
      ),
    ([one, two]) =>
      of(
        one,
        async ({ proposals }) =>
          proposals.length === 0
            ? null
            : ask('mira', 'post', `/proposals/${pick(proposals, two).id}/refusal`, {
                reason: 'It is not.',
              }),
        isProposed,
      ),
    ([one, two]) =>
      of(
        one,
        async ({ proposals }) => {
          if (proposals.length === 0) return null;
          const proposal = pick(proposals, two);
          return ask(proposal.by as Who, 'post', `/proposals/${proposal.id}/withdrawal`);
        },
        isProposed,
      ),
    async ([one, two]) => {
      const annotation = await annotationAt(one, ({ proposals }) =>
        proposals.some(({ outcome }) => outcome),
      );
      const decided = annotation?.proposals.filter(({ outcome }) => outcome) ?? [];
      const proposal = decided.length > 0 ? pick(decided, two) : null;
      const by = [room.mira, room.jonas, room.nils].find(({ id }) => id === proposal?.outcome?.by);
      return refusable(proposal && by ? reopenProposal(room.desk, by, proposal.id) : null);
    },
    // Requests.
    ([one, two, three]) =>
      of(one, ({ id }) =>
        ask(who(two), 'post', `/annotations/${id}/requests`, {
          to: who(three),
          note: 'Please look.',
        }),
      ),
    takingBackOneOf('requests'),
    // Settlements and what is set aside.
    ([one, two]) =>
      of(
        one,
        ({ id }) =>
          ask('mira', 'post', `/annotations/${id}/settlement`, {
            outcome: pick(['upheld', 'amended', 'withdrawn'], two),
            reason: 'It was looked at.',
          }),
        ({ status }) => status === 'disputed',
      ),
    async ([one]) => {
      const annotation = await annotationAt(one, ({ settlement }) => settlement !== null);
      return refusable(
        annotation?.settlement ? undoSettlement(room.desk, room.mira, annotation.id) : null,
      );
    },
    ([one, two]) =>
      of(one, ({ id }) =>
        ask('mira', 'post', `/annotations/${id}/overrides`, {
          code: pick(['one origin', 'unnamed origin', 'open origin', 'unexplained rating'], two),
          reason: 'It is known.',
        }),
      ),
    ([one, two]) =>
      of(
        one,
        async ({ id, overrides }) =>
          overrides.length === 0
            ? null
            : ask('mira', 'delete', `/annotations/${id}/overrides/${pick(overrides, two).id}`),
        ({ overrides }) => overrides.length > 0,
      ),
  ];
}
