import { layoutsOf } from '../../desk/map/map-working.js';
import type { ReadMap } from '../../desk/map/maps.js';
import { Pace } from '../../desk/pace.js';
import type { MapLinks } from '../../domain/map/drawing.js';
import { columnRoom, type MapRoom, pageRoom } from '../../domain/map/map-layouts.js';
import { type MapView, mapViewInTurns } from '../../domain/map/map-view.js';
import type { Station } from '../../domain/map/source-map.js';
import { withQuery } from '../page/links.js';

/** A claim's map: a station leads to the passages of the claim that came through it. */
export function claimMapView(claim: string, read: ReadMap): Promise<MapView | null> {
  const ofStation = ({ sources }: Station) =>
    sources.length === 0
      ? null
      : `${withQuery(`/claims/${claim}`, { through: sources.join(',') })}#map`;
  return drawn(read, pageRoom, { ofStation });
}

/** An article's map: a station leads to the passages of the article that came through it. */
export function articleMapView(
  article: string,
  read: ReadMap,
  room: MapRoom = pageRoom,
): Promise<MapView | null> {
  const ofStation = ({ sources }: Station) =>
    sources.length === 0 ? null : withQuery(`/articles/${article}`, { source: sources });
  return drawn(read, room, { ofStation });
}

/** A source's map: the others on it lead to their own pages. */
export function sourceMapView(source: string, read: ReadMap): Promise<MapView | null> {
  const ofStation = ({ sources: [first] }: Station) =>
    first === undefined || first === source ? null : `/sources/${first}`;
  return drawn(read, columnRoom, { ofStation });
}

/** Nothing where there is no passage; a gap leads to the passage in whose chain it is. */
async function drawn(
  { map, left, isRightToLeft }: ReadMap,
  room: MapRoom,
  { ofStation }: MapLinks,
): Promise<MapView | null> {
  const { passages } = map;
  if (passages.length === 0) return null;
  const addresses = new Map(passages.map(({ annotation, href }) => [annotation, href]));
  const links: MapLinks = {
    ofStation: (station) =>
      ofStation(station) ??
      (station.sources.length === 0 ? (addresses.get(station.annotations[0] ?? '') ?? null) : null),
  };
  const layouts = await layoutsOf(map, room);
  return new Pace().through(mapViewInTurns(map, layouts, links, { left, isRightToLeft }));
}
