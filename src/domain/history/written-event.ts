import type { Content, Stamp } from '../annotations/annotation.js';
import type { Carried } from '../annotations/carried.js';
import type { ContentPart, Statement } from '../annotations/content-parts.js';
import type { Article, ArticleDetails, Edition } from '../articles/article.js';
import type { PlacementCounts } from '../articles/carrying.js';
import type { WordingDecision } from '../articles/wording.js';
import type { Claim } from '../claims/claim.js';
import type { Person } from '../people/person.js';
import type { Source, SourceRating } from '../register/source.js';
import type { Comment } from '../review/comments.js';
import type { HopPart, Proposal } from '../review/proposal.js';
import type { ReviewRequest } from '../review/request.js';
import type { Settlement } from '../review/settlement.js';
import type { Verdict } from '../review/verdict.js';
import type { Decision } from '../rounds/round.js';
import type { Share } from '../shares/share.js';
import type { ClaimOverride, SourcingOverride } from '../sourcing/override.js';
import type { EventAction } from './event.js';

/*
 * What the program writes into the history today. What programs before it wrote is read as it is,
 * by the looser shape in `event.ts`.
 */

/** The fields of a thing as plain values; null where there are none. */
type Fields<T> = T extends null ? null : { readonly [F in keyof T]: T[F] };

/** One action, with the values that it has before and after. */
interface Step<A extends EventAction, Before = null, After = null> {
  action: A;
  before: Fields<Before>;
  after: Fields<After>;
}

type ProposalMade = Pick<Proposal, 'reason' | 'parts'> & {
  proposal: string;
  proposed: Partial<Statement>;
  /** The id of the verdict with which it was made. */
  verdict?: string;
};
type ProposalCredit = { proposal: string; proposer: string };
type OfRequest = { request: string };
type OfShare = { share: string };
type OfComment = { comment: string };
/** It takes back the step before it: what stands again bears who had said it, and when. */
type Undoing = { undoing?: true };
/** Into which it had been joined, by whom and when. */
type Parted = { into: string | undefined; joined?: Stamp };
type ClaimSaid = Partial<Pick<Claim, 'statement' | 'state'> & { reason: string | null }>;
type RecordedOverride<O extends { code: string; reason: string }> = Pick<O, 'code' | 'reason'> & {
  override: string;
};
type Access = Partial<Pick<Person, 'role' | 'disabled'>>;
type RecordedDecision = Pick<Decision, 'outcome' | 'ids' | 'kept'>;

/** What the wording means that the article shares with another, whose id is given. */
type WordingDecided = Pick<WordingDecision, 'independent' | 'reason'> & { with: string };

/** What can happen to each kind of thing. */
export interface HappenedTo {
  article:
    | Step<'article.added', null, Pick<Article, 'title' | 'publisher'>>
    | Step<'article.changed', ArticleDetails, ArticleDetails>
    | Step<'article.deleted', Pick<Article, 'title' | 'publisher'> & { annotations: number }>
    | Step<'wording.decided', WordingDecided | null, WordingDecided | null>
    | Step<'report.shared', null, OfShare & Pick<Share, 'expires' | 'origins'>>
    | Step<'report.share-revoked', OfShare>
    | Step<
        'edition.added',
        null,
        Pick<Edition, 'note'> & { edition: number; placements: PlacementCounts }
      >
    | Step<'edition.removed', { edition: number }>;
  annotation:
    | Step<'annotation.created', null, Content>
    | Step<
        'annotation.revised',
        Partial<Content>,
        Partial<Content> & {
          /** It takes back the change before it: whoever wrote what stands again wrote it still. */
          undoing?: true;
        }
      >
    | Step<'annotation.carried', Carried['before'], Carried['after']>
    /** The edition is taken back. */
    | Step<'annotation.carried', { edition: number }>
    | Step<'annotation.deleted' | 'annotation.restored' | 'annotation.imported'>
    | Step<'annotation.settled', null, Settlement>
    | Step<'annotation.reopened', Pick<Settlement, 'outcome'>>
    | Step<'verdict.given', null, Verdict & Undoing>
    | Step<'verdict.changed', { verdicts: readonly Verdict[] }, Verdict & Undoing>
    | Step<'verdict.withdrawn', Verdict, { verdicts: readonly Verdict[] } | null>
    | Step<'proposal.made', null, ProposalMade>
    | Step<
        'proposal.accepted',
        Partial<Content>,
        Partial<Content> & ProposalCredit & { parts: readonly ContentPart[]; hops?: HopPart[] }
      >
    | Step<'proposal.declined', null, ProposalCredit & { reason: string }>
    | Step<'proposal.reopened', null, ProposalCredit>
    | Step<'proposal.withdrawn', null, Pick<ProposalMade, 'proposal' | 'verdict'>>
    | Step<'comment.added', null, OfComment & Pick<Comment, 'text' | 'replyTo' | 'mentions'>>
    | Step<'comment.resolved', null, OfComment & Undoing>
    | Step<'comment.reopened' | 'comment.withdrawn', null, OfComment>
    | Step<'review.requested', null, Pick<ReviewRequest, 'to' | 'note' | 'due'> & OfRequest>
    | Step<'review.withdrawn' | 'review.reopened', null, Pick<ReviewRequest, 'to'> & OfRequest>
    | Step<'override.made', null, RecordedOverride<SourcingOverride>>
    | Step<'override.withdrawn', RecordedOverride<SourcingOverride>>;
  round:
    | Step<'round.opened', null, { people: readonly string[] }>
    | Step<'round.handed-in' | 'round.ended'>
    | Step<'round.excused', null, { person: string }>
    | Step<'round.decided', null, RecordedDecision>
    | Step<'round.undecided', RecordedDecision>;
  source:
    | Step<'source.added', null, Pick<Source, 'name' | 'kind' | 'confidential'>>
    | Step<'source.changed', Partial<Source>, Partial<Source>>
    | Step<
        'source.rated',
        { reliability: SourceRating['reliability'] | null },
        Pick<SourceRating, 'reliability' | 'reason'> & { from?: string | undefined } & Undoing
      >
    | Step<'source.unrated', Pick<SourceRating, 'reliability' | 'reason'>>
    | Step<'source.masked' | 'source.restored' | 'identity.read' | 'identity.noted'>
    | Step<'source.expunged', null, { ground: string; isUnpurged?: true }>
    | Step<'source.unmasked', { pseudonym: string; id: string }>
    | Step<'source.joined', null, { into: string }>
    | Step<'source.parted', Parted>
    | Step<'source.removed', Omit<Source, 'id' | 'version' | 'round'>>;
  claim:
    | Step<'claim.added', null, Pick<Claim, 'statement'>>
    | Step<'claim.changed', ClaimSaid & { decided?: Stamp }, ClaimSaid>
    | Step<'claim.joined', null, { into: string }>
    | Step<'claim.parted', Parted>
    | Step<'override.made', null, RecordedOverride<ClaimOverride>>
    | Step<'override.withdrawn', RecordedOverride<ClaimOverride> & Pick<ClaimOverride, 'about'>>;
  person:
    | Step<'person.added', null, Access>
    | Step<'person.changed', Access, Access>
    | Step<'person.changed', null, { password: 'set' } | { name: 'set' }>;
  desk: Step<'settings.changed', { quorum: number }, { quorum: number }>;
}
