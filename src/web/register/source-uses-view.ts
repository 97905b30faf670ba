import { passageAddress } from '../../desk/annotations/passage-address.js';
import type { SourceReading } from '../../desk/register/source-reading.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { adriftIn, adriftWords } from '../../domain/annotations/carried.js';
import { isInternal, sourcesIn } from '../../domain/chain/chain.js';
import { wordsOfCheck } from '../../domain/chain/hop-words.js';
import { type DrawnSign, drawnSign } from '../../domain/chain/sign-shapes.js';
import { type SourceStanding, standingIn } from '../../domain/chain/standing.js';
import { type PassageRowView, passageRow } from '../annotations/passage-row-view.js';
import { dateWords } from '../articles/date-view.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { type SourceLink, sourceLink } from './sources-view.js';

/** A passage that rests on the source, as a line of the source's page. */
export interface UseView extends PassageRowView {
  href: string;
  published: MomentView | null;
  at: MomentView;
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

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

function ordinal(n: number): string {
  return ordinals[n - 1] ?? `number ${n}`;
}

interface UseContext {
  reading: SourceReading;
  own: Parameters<typeof standingIn>[1];
  viewer: Viewer;
}

/** A passage of the reading, in whose chain the source stands under one of its own entries. */
export function useView(annotation: Annotation, { reading, own, viewer }: UseContext): UseView {
  const { article, created, chain } = annotation;
  const [standing] = standingIn(chain, own);
  const adrift = adriftIn(annotation);
  const about = reading.articles.get(article);
  return {
    ...passageRow(annotation, about, reading.sources),
    href: passageAddress(annotation),
    published: about?.publishedAt ? dateWords(about.publishedAt, viewer) : null,
    at: momentView(created, viewer),
    isInternal: isInternal(chain),
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
