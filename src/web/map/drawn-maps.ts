import { layoutsOf } from '../../desk/map/map-working.js';
import type { ReadMap } from '../../desk/map/maps.js';
import { Pace } from '../../desk/pace.js';
import type { MapLinks } from '../../domain/map/drawing.js';
import { columnRoom, type MapRoom, pageRoom } from '../../domain/map/map-layouts.js';
import { type MapView, mapViewInTurns } from '../../domain/map/map-view.js';
import type { MapNode } from '../../domain/map/source-map.js';
import { withQuery } from '../page/links.js';

/** A claim's map: a node leads to the passages of the claim that came through it. */
export function claimMapView(claim: string, read: ReadMap): Promise<MapView | null> {
  const ofNode = ({ sources }: MapNode) =>
    sources.length === 0
      ? null
      : `${withQuery(`/claims/${claim}`, { through: sources.join(',') })}#map`;
  return drawn(read, pageRoom, { ofNode });
}

/** An article's map: a node leads to the passages of the article that came through it. */
export function articleMapView(
  article: string,
  read: ReadMap,
  room: MapRoom = pageRoom,
): Promise<MapView | null> {
  const ofNode = ({ sources }: MapNode) =>
    sources.length === 0 ? null : withQuery(`/articles/${article}`, { source: sources });
  return drawn(read, room, { ofNode });
}

/** A source's map: the others on it lead to their own pages. */
export function sourceMapView(source: string, read: ReadMap): Promise<MapView | null> {
  const ofNode = ({ sources: [first] }: MapNode) =>
    first === undefined || first === source ? null : `/sources/${first}`;
  return drawn(read, columnRoom, { ofNode });
}

/** Nothing where there is no passage; a gap leads to the passage in whose chain it is. */
async function drawn(
  { map, left, isRightToLeft }: ReadMap,
  room: MapRoom,
  { ofNode }: MapLinks,
): Promise<MapView | null> {
  const { passages } = map;
  if (passages.length === 0) return null;
  const addresses = new Map(passages.map(({ annotation, href }) => [annotation, href]));
  const links: MapLinks = {
    ofNode: (node) =>
      ofNode(node) ??
      (node.sources.length === 0 ? (addresses.get(node.annotations[0] ?? '') ?? null) : null),
  };
  const layouts = await layoutsOf(map, room);
  return new Pace().through(mapViewInTurns(map, layouts, links, { left, isRightToLeft }));
}
