import type { LikelyDuplicate } from '../../desk/register/likely-duplicates.js';
import { isNameless } from '../../desk/register/masking/public-names.js';
import type { SourceReading } from '../../desk/register/source-reading.js';
import { maxFigured } from '../../desk/register/source-reading.js';
import { holdersIn } from '../../domain/chain/chain.js';
import { type Reliability, reliabilityWords } from '../../domain/chain/scales.js';
import { type DrawnSign, drawnSign } from '../../domain/chain/sign-shapes.js';
import { type SourceRole, sourceRoles } from '../../domain/chain/standing.js';
import { listed, quoted } from '../../domain/history/words.js';
import { likenessWords } from '../../domain/register/likeness.js';
import type { Source, SourceRating } from '../../domain/register/source.js';
import type { TrackRecord } from '../../domain/register/track-record.js';
import { may, mayDo } from '../../domain/rights.js';
import { counted, withFullStop } from '../../domain/text/wording.js';
import { webAddressOf } from '../../domain/web-address.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { type UseView, useView } from './source-uses-view.js';
import { type SourceLink, type SourceRow, sourceLink, sourceRow } from './sources-view.js';

interface RatingView {
  code: Reliability;
  words: string;
  at: MomentView;
  by: string;
  reason: string | null;
  /** As in "Chains made before keep C". */
  before: Reliability | null;
}

/** Everything that a source's page shows. */
interface SourcePage extends SourceRow, SourceRights {
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
  /** Whether nothing keeps it from being removed. */
  isRemovable: boolean;
  role: SourceRole | null;
  viewer: Viewer;
}

/** At most this many entries that may be the same source are offered. */
const maxAlike = 3;

const roleWords: Record<SourceRole, string> = {
  origin: 'as origin',
  link: 'as a link',
  publisher: 'as publisher',
};

/** A source’s own page: who it is, its ratings, where it is named, and what the viewer may change. */
export function sourcePage(reading: SourceReading, context: PageContext): SourcePage {
  const { source, uses } = reading;
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
    alike: reading.alike.slice(0, maxAlike).map(alikeView),
    ratings: source.ratings.map((rating, at) =>
      ratingView(rating, source.ratings[at - 1] ?? null, people, viewer),
    ),
    ratedSince:
      source.ratings.length > 0 ? momentView(source.ratings.at(-1)?.at ?? '', viewer) : null,
    record: recordView(reading),
    entered: momentView(source.created, viewer),
    enteredBy: people.get(source.creator) ?? source.creator,
    usesWords: usesWords(reading),
    roles: rolesView(reading, role),
    list: reading.annotations.map((annotation) => useView(annotation, { reading, own, viewer })),
    ...rightsOn(reading, context),
  };
}

function alikeView({ other, why }: LikelyDuplicate) {
  const reason = [other.kind, likenessWords[why]].filter(Boolean).join(', ');
  return { ...sourceLink(other), why: reason };
}

function usesWords({ uses, figures }: SourceReading): string {
  const articles = uses > 0 ? ` in ${counted(figures.articles, 'article')}` : '';
  return `${counted(uses, 'passage')}${articles}${uses > maxFigured ? ' among the newest' : ''}`;
}

/** The parts of a chain that the source has, and the one that is chosen. */
function rolesView({ figures }: SourceReading, chosen: SourceRole | null) {
  return sourceRoles
    .map((code) => ({
      ...{ code, words: roleWords[code] },
      count: figures.roles[code],
      isChosen: code === chosen,
    }))
    .filter(({ count, isChosen }) => count > 0 || isChosen);
}

function rightsOn({ source, joined }: SourceReading, context: PageContext): SourceRights {
  const { actor } = context.viewer;
  const mayChange = may(actor, 'change sources');
  const mayMask = may(actor, 'mask sources');
  const isNamed = ![source, ...joined].every(isNameless);
  return {
    mayRate: source.joined === null && may(actor, 'rate sources'),
    mayChange,
    mayAsk:
      (source.confidential || context.isNoted) && mayDo(actor, 'see who the source is', source),
    mayNote: mayNote(source, context.viewer),
    mayMask: isNamed && !source.confidential && mayMask,
    mayUnmask: context.wasPublic && mayMask,
    mayRemove: mayChange && context.isRemovable && source.joined === null,
    mayExpunge: isNamed && may(actor, 'expunge names'),
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
