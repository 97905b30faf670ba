import { passageAddress } from '../../desk/annotations/passage-address.js';
import type { SourceReading } from '../../desk/register/source-reading.js';
import { maxFigured } from '../../desk/register/source-reading.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { adriftIn, adriftWords } from '../../domain/annotations/carried.js';
import { grade, holdersIn, sourcesIn } from '../../domain/chain/chain.js';
import { wordsOfCheck } from '../../domain/chain/hop-words.js';
import { type Reliability, reliabilityWords } from '../../domain/chain/scales.js';
import { type DrawnSign, drawnSign } from '../../domain/chain/sign-shapes.js';
import {
  type SourceRole,
  type SourceStanding,
  sourceRoles,
  standingIn,
} from '../../domain/chain/standing.js';
import { listed, quoted } from '../../domain/history/words.js';
import { likenessWords } from '../../domain/register/likeness.js';
import type { Source, SourceRating } from '../../domain/register/source.js';
import type { TrackRecord } from '../../domain/register/track-record.js';
import { may, mayDo } from '../../domain/rights.js';
import { type Direction, directionOfWords } from '../../domain/text/direction.js';
import { counted, withFullStop } from '../../domain/text/wording.js';
import { webAddressOf } from '../../domain/web-address.js';
import { type LevelView, levelView } from '../annotations/level-view.js';
import { dateWords } from '../articles/date-view.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { type StatusView, statusView } from '../review/status-view.js';
import { type SourceRow, sourceRow } from './sources-view.js';

/** A source that is named, with its sign. */
export interface SourceLink {
  id: string;
  name: string;
  sign: DrawnSign;
}

export function sourceLink(source: Source): SourceLink {
  return { id: source.id, name: source.name, sign: drawnSign(source) };
}

interface RatingView {
  code: Reliability;
  words: string;
  at: MomentView;
  by: string;
  reason: string | null;
  /** As in "Chains made before keep C". */
  before: Reliability | null;
}

interface UseView {
  id: string;
  href: string;
  quote: string;
  direction: Direction;
  article: string;
  publisher: string;
  published: MomentView | null;
  at: MomentView;
  level: LevelView;
  grade: string | null;
  status: StatusView;
  isInternal: boolean;
  /** What a newer edition has made of its passage, where it no longer stands as it did. */
  adrift: string | null;
  /** The chain in signs, those of each hop; `own` is where the source stands. */
  signs: { sign: DrawnSign; isOwn: boolean }[][];
  /** As in "origin, first of 5, confirmed by us". */
  place: string;
  before: SourceLink[] | null;
  after: SourceLink[] | null;
  /** The rating that the chain keeps where it is another than that of today. */
  rated: string | null;
}

/** Everything that a source's page shows. */
export interface SourcePage extends SourceRow, SourceRights {
  sign: DrawnSign;
  description: { heading: string; text: string; href: string | null } | null;
  affiliation: SourceLink | null;
  describedIn: { id: string; title: string } | null;
  /** How articles describe it, where that differs from its name. */
  describedAs: string[];
  /** On what terms it spoke, in the chains that are shown. */
  bases: string[];
  joinedInto: SourceLink | null;
  joined: SourceLink[];
  differing: SourceLink[];
  alike: (SourceLink & { why: string })[];
  ratings: RatingView[];
  ratedSince: MomentView | null;
  record: { sentence: string; held: string | null; statuses: { words: string }[] };
  entered: MomentView;
  enteredBy: string;
  usesWords: string;
  roles: { code: SourceRole; words: string; count: number; isChosen: boolean }[];
  list: UseView[];
  next: string | null;
}

/** What its viewer may do with a source. */
interface SourceRights {
  mayRate: boolean;
  mayChange: boolean;
  mayAsk: boolean;
  mayNote: boolean;
  mayMask: boolean;
  mayUnmask: boolean;
  mayRemove: boolean;
  mayExpunge: boolean;
}

interface PageContext {
  people: ReadonlyMap<string, string>;
  /** It was masked, and its masking can be taken back. */
  wasPublic: boolean;
  /** Whether somebody has noted who it is. */
  isNoted: boolean;
  role: SourceRole | null;
  viewer: Viewer;
}

const roleWords: Record<SourceRole, string> = {
  origin: 'as origin',
  link: 'as a link',
  publisher: 'as publisher',
};

export function sourcePage(reading: SourceReading, context: PageContext): SourcePage {
  const { source, figures, uses } = reading;
  const { people, viewer, role } = context;
  const ownIds = new Set([source.id, ...reading.joined.map(({ id }) => id)]);
  const own = { ids: ownIds, isOutlet: source.kind === 'outlet' };
  const holders = reading.annotations
    .flatMap(({ chain }) => holdersIn(chain))
    .filter((holder) => ownIds.has(holder.source));
  return {
    ...sourceRow(source, uses),
    sign: drawnSign(source),
    description: descriptionView(source),
    affiliation: reading.affiliation && sourceLink(reading.affiliation),
    describedIn: reading.describedIn && {
      id: reading.describedIn.id,
      title: reading.describedIn.title,
    },
    describedAs: once(holders.flatMap(({ as }) => as ?? [])),
    bases: once(holders.flatMap(basisWords)),
    joinedInto: reading.joinedInto && sourceLink(reading.joinedInto),
    joined: reading.joined.map(sourceLink),
    differing: reading.differing.map(sourceLink),
    alike: reading.alike.slice(0, 3).map(({ other, why }) => ({
      ...sourceLink(other),
      why: [other.kind, likenessWords[why]].filter(Boolean).join(', '),
    })),
    ratings: source.ratings.map((rating, at) =>
      ratingView(rating, source.ratings[at - 1] ?? null, people, viewer),
    ),
    ratedSince:
      source.ratings.length > 0 ? momentView(source.ratings.at(-1)?.at ?? '', viewer) : null,
    record: recordView(reading),
    entered: momentView(source.created, viewer),
    enteredBy: people.get(source.creator) ?? source.creator,
    usesWords: `${counted(uses, 'passage')}${uses > 0 ? ` in ${counted(figures.articles, 'article')}` : ''}${uses > maxFigured ? ' among the newest' : ''}`,
    roles: sourceRoles
      .map((code) => ({
        code,
        words: roleWords[code],
        count: figures.roles[code],
        isChosen: code === role,
      }))
      .filter(({ count, isChosen }) => count > 0 || isChosen),
    list: reading.annotations.map((annotation) => useView(annotation, { reading, own, viewer })),
    next: reading.next,
    ...rightsOn(reading, context),
  };
}

function rightsOn({ source, uses, joined }: SourceReading, context: PageContext): SourceRights {
  const { actor } = context.viewer;
  const mayChange = may(actor, 'change sources');
  const mayMask = may(actor, 'mask sources');
  return {
    mayRate: source.joined === null && may(actor, 'rate sources'),
    mayChange,
    mayAsk:
      (source.confidential || context.isNoted) && mayDo(actor, 'see who the source is', source),
    mayNote: mayNote(source, context.viewer),
    mayMask: !source.confidential && mayMask,
    mayUnmask: context.wasPublic && mayMask,
    mayRemove: mayChange && uses === 0 && joined.length === 0 && source.joined === null,
    mayExpunge: may(actor, 'expunge names'),
  };
}

function mayNote(source: Source, { actor }: Viewer): boolean {
  if (!source.unnamed || source.confidential || !may(actor, 'annotate')) return false;
  return mayDo(actor, 'see who the source is', source);
}

function once(texts: readonly string[]): string[] {
  return [...new Set(texts)].slice(0, 5);
}

function basisWords({ basis, terms }: { basis: string; terms: string | null }): string[] {
  if (basis === 'not stated') return [];
  return [terms === null ? basis : `${basis}: ${quoted(terms)}`];
}

/** What is said of a person is what makes them worth listening to; of a document, where to find it. */
function descriptionView({ description, kind }: Source): SourcePage['description'] {
  if (description === null) return null;
  const heading = kind === 'document' ? 'To be read at' : 'Description';
  return { heading, text: description, href: webAddressOf(description) };
}

function ratingView(
  { reliability, at, by, reason }: SourceRating,
  before: SourceRating | null,
  people: ReadonlyMap<string, string>,
  viewer: Viewer,
): RatingView {
  return {
    code: reliability,
    words: reliabilityWords(reliability),
    at: momentView(at, viewer),
    by: people.get(by) ?? by,
    reason: reason === null ? null : withFullStop(reason),
    before: before && before.reliability !== reliability ? before.reliability : null,
  };
}

/** As many signs as a line has room for. */
const maxStatuses = 40;

function recordView({ figures }: SourceReading): SourcePage['record'] {
  const { statuses, record } = figures;
  const reviewed = statuses.filter((status) => status !== 'unreviewed');
  const parts = (['agreed', 'settled', 'disputed'] as const)
    .map((status) => ({ status, count: reviewed.filter((each) => each === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }, at) =>
      at === 0 ? `${count} ${count === 1 ? 'is' : 'are'} ${status}` : `${count} ${status}`,
    );
  const review =
    reviewed.length === 0
      ? 'None of them is reviewed yet.'
      : `Of ${reviewed.length} reviewed, ${listed(parts)}.`;
  const words =
    statuses.length === 0
      ? 'Nothing rests on it yet.'
      : `${counted(statuses.length, 'passage')} in ${counted(figures.articles, 'article')}. ${review}`;
  return {
    sentence: words,
    held: heldWords(record),
    statuses: statuses.slice(-maxStatuses).map((status) => ({ words: status })),
  };
}

/** As in "Of 8 claims decided, 6 held: 75 % (between 41 and 93 %, with 95 % confidence)." */
function heldWords({ held, decided, share }: TrackRecord): string | null {
  if (decided === 0) return null;
  const counts = `Of ${counted(decided, 'claim')} that came through it and ${decided === 1 ? 'was' : 'were'} decided, ${held} held`;
  if (!share) return `${counts}: too few to say how often it is right.`;
  const percent = (part: number) => Math.round(part * 100);
  return `${counts}: ${percent(share.is)}\u00a0%, which from so few may stand for ${percent(share.atLeast)} to ${percent(share.atMost)}\u00a0% (95 % interval).`;
}

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

function ordinal(n: number): string {
  return ordinals[n - 1] ?? `number ${n}`;
}

interface UseContext {
  reading: SourceReading;
  own: Parameters<typeof standingIn>[1];
  viewer: Viewer;
}

function useView(annotation: Annotation, { reading, own, viewer }: UseContext): UseView {
  const { id, article, target, created, chain, credibility, confidence } = annotation;
  const [standing] = standingIn(chain, own);
  const adrift = adriftIn(annotation);
  const about = reading.articles.get(article);
  return {
    id,
    href: passageAddress(annotation),
    quote: quoted(target.exact),
    direction: directionOfWords(target.exact, about?.language ?? null),
    article: about?.title ?? article,
    publisher: about?.publisher ?? '',
    published: about?.publishedAt ? dateWords(about.publishedAt, viewer) : null,
    at: momentView(created, viewer),
    level: levelView(confidence),
    grade: grade(chain, credibility),
    status: statusView(annotation, reading.sources),
    isInternal: holdersIn(chain).some(({ basis }) => basis === 'off the record'),
    adrift: adrift && adriftWords[adrift],
    signs: chain.map((hop) =>
      hop.holders.length === 0
        ? [{ sign: drawnSign(null), isOwn: false }]
        : sourcesIn([hop]).map((each) => ({
            sign: drawnSign(reading.sources.get(each)),
            isOwn: own.ids.has(each),
          })),
    ),
    place: standing ? placeWords(standing) : '',
    before: standing?.before ? linksTo(standing.before, reading) : null,
    after: standing?.after ? linksTo(standing.after, reading) : null,
    rated: standing ? ratedWords(standing, reading) : null,
  };
}

function linksTo(ids: readonly string[], { sources }: SourceReading): SourceLink[] {
  return ids.flatMap((id) => {
    const source = sources.get(id);
    return source ? [sourceLink(source)] : [];
  });
}

function placeWords({ role, hop, hops, place }: SourceStanding): string {
  const check = place.holder?.check;
  const where = hops === 1 ? 'alone' : `${ordinal(hop)} of ${hops}`;
  const parts = [
    role === 'link' ? where : `${role}, ${where}`,
    place.holder?.firstHand && 'first-hand',
    check && wordsOfCheck(check),
  ];
  return parts.filter(Boolean).join(', ');
}

/** Chains keep the rating of their day: where that of today is another, both are said. */
function ratedWords(
  { place }: SourceStanding,
  { source, joinedInto }: SourceReading,
): string | null {
  const rating = place.holder?.rating;
  const today = (joinedInto ?? source).ratings.at(-1);
  if (!rating || !today || rating.reliability === today.reliability) return null;
  return `rated ${rating.reliability} then, ${today.reliability} today`;
}
