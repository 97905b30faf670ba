import { undoStep } from '../../../src/desk/history/undoing.js';
import { reopenProposal } from '../../../src/desk/review/proposal-decisions.js';
import { undoSettlement } from '../../../src/desk/review/settlements.js';
import { withdrawVerdict } from '../../../src/desk/review/verdicts.js';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { type Act, type ActsOn, people, personOf, pick, refusable, type Who } from './acts-on.js';

const who = (number: number) => pick(people, number);

export function verdictActs(on: ActsOn): readonly Act[] {
  const { room, ask, of, annotationAt } = on;
  const judge = (number: number, by: number, verdict: object) =>
    of(number, ({ id }) => ask(who(by), 'post', `/annotations/${id}/verdicts`, verdict));
  return [
    ([one, two, three]) =>
      judge(one, two, {
        verdict: pick(['agree', 'agree', 'dispute', 'unsure'], three),
        on: pick(['whole', 'whole', 'chain', 'hop:1', 'confidence'], one + three),
        comment: `Because of ${two}.`,
      }),
    ([one, two]) => judge(one, two, { verdict: 'agree' }),
    ([one, two]) => judge(one, two, { verdict: 'dispute', comment: 'No.' }),
    takingBackOneOf(on, 'verdicts'),
    async ([one, two]) => {
      const annotation = await annotationAt(one, ({ verdicts }) => verdicts.length > 0);
      const verdict = annotation && pick(annotation.verdicts, two);
      const by = personOf(room, verdict?.by);
      return refusable(
        annotation && verdict && by
          ? withdrawVerdict(room.desk, by, annotation.id, verdict.id, { undo: true })
          : null,
      );
    },
  ];
}

/** By whoever said it. */
function takingBackOneOf({ ask, of }: ActsOn, said: 'verdicts' | 'requests'): Act {
  return ([one, two]) =>
    of(
      one,
      (annotation) => {
        const { by, id } = pick<{ by: string; id: string }>(annotation[said], two);
        return ask(by as Who, 'delete', `/annotations/${annotation.id}/${said}/${id}`);
      },
      (annotation) => annotation[said].length > 0,
    );
}

export function commentActs({ room, ask, docs, of }: ActsOn): readonly Act[] {
  const isCommented = ({ comments }: Annotation) => comments.length > 0;
  return [
    ([one, two, three]) =>
      of(one, ({ id }) =>
        ask(who(two), 'post', `/annotations/${id}/comments`, {
          text: `What of ${three}, @Mira Sen?`,
        }),
      ),
    ([one, two, three]) =>
      of(
        one,
        ({ id, comments }) =>
          ask(who(two), 'post', `/annotations/${id}/comments`, {
            text: 'As I said.',
            replyTo: pick(comments, three).id,
          }),
        isCommented,
      ),
    ([one, two]) =>
      of(
        one,
        async ({ id, comments }) => {
          const firsts = comments.filter(({ replyTo }) => replyTo === null);
          if (firsts.length === 0) return null;
          const path = `/annotations/${id}/comments/${pick(firsts, two).id}/resolution`;
          return ask(who(two), 'post', path);
        },
        isCommented,
      ),
    ([one, two]) =>
      of(
        one,
        ({ id, comments }) => {
          const resolved = comments.filter((each) => each.resolved !== null);
          const path = `/annotations/${id}/comments/${pick(resolved, two).id}/reopening`;
          return ask(who(two), 'post', path);
        },
        ({ comments }) => comments.some(({ resolved }) => resolved),
      ),
    async ([one]) => {
      const added = (await docs('events')).filter(({ action }) => action === 'comment.added');
      const event = added.length > 0 ? pick(added.toReversed(), one % 3) : null;
      const by = personOf(room, event?.by);
      return refusable(event && by ? undoStep(room.desk, by, event.id) : null);
    },
  ];
}

/** `chains` are what may be proposed. */
export function proposalActs(
  { room, ask, of, annotationAt }: ActsOn,
  chains: readonly string[],
): readonly Act[] {
  const decide =
    (decided: (proposal: Annotation['proposals'][number]) => ReturnType<ActsOn['ask']>): Act =>
    ([one, two]) =>
      of(
        one,
        ({ proposals }) => decided(pick(proposals, two)),
        ({ proposals }) => proposals.some(({ outcome }) => !outcome),
      );
  return [
    ([one, two, three]) =>
      of(one, ({ id }) =>
        ask(who(two), 'post', `/annotations/${id}/proposals`, {
          ...(three % 2 === 0
            ? { chain: pick(chains, two + three) }
            : { confidence: pick(['low', 'high'], two) }),
          reason: `Better ${three}.`,
        }),
      ),
    decide(({ id }) => ask('mira', 'post', `/proposals/${id}/acceptance`, {})),
    decide(({ id }) => ask('mira', 'post', `/proposals/${id}/refusal`, { reason: 'It is not.' })),
    decide(({ id, by }) => ask(by as Who, 'post', `/proposals/${id}/withdrawal`)),
    async ([one, two]) => {
      const annotation = await annotationAt(one, ({ proposals }) =>
        proposals.some(({ outcome }) => outcome),
      );
      const decided = annotation?.proposals.filter(({ outcome }) => outcome) ?? [];
      const proposal = decided.length > 0 ? pick(decided, two) : null;
      const by = personOf(room, proposal?.outcome?.by);
      return refusable(proposal && by ? reopenProposal(room.desk, by, proposal.id) : null);
    },
  ];
}

export function requestActs(on: ActsOn): readonly Act[] {
  return [
    ([one, two, three]) =>
      on.of(one, ({ id }) =>
        on.ask(who(two), 'post', `/annotations/${id}/requests`, {
          to: who(three),
          note: 'Please look.',
        }),
      ),
    takingBackOneOf(on, 'requests'),
  ];
}

/** Disputes are settled, and warnings set aside. */
export function settlementActs({ room, ask, of, annotationAt }: ActsOn): readonly Act[] {
  return [
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
      return refusable(annotation && undoSettlement(room.desk, room.mira, annotation.id));
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
        ({ id, overrides }) =>
          ask('mira', 'delete', `/annotations/${id}/overrides/${pick(overrides, two).id}`),
        ({ overrides }) => overrides.length > 0,
      ),
  ];
}
