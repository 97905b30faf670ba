import { setImmediate as nextTurn } from 'node:timers/promises';
import { withAlikeFolded } from '../../domain/map/folding.js';
import { paperRoom } from '../../domain/map/map-layouts.js';
import { mapPassage, mapSources } from '../../domain/map/map-passages.js';
import { type MapView, mapViewInTurns } from '../../domain/map/map-view.js';
import { type MapNode, sourceMap } from '../../domain/map/source-map.js';
import { endIdOf } from '../../domain/register/joining.js';
import { runsRightToLeft } from '../../domain/text/direction.js';
import type { Report, ReportedArticle } from '../report.js';
import { carriesArticle } from '../reported-sourcing.js';

/** More passages make no picture. */
const maxPassagesMapped = 400;

/** Whether a map stands behind the notes: larger than a page, it would keep readers from the text. */
export function isMapBehind(map: MapView | null): boolean {
  return map !== null && map.sheets.length > 0;
}

/**
 * The map of an article as its report shows it: lines and nodes lead to the notes on its
 * annotations. Null where there are none.
 */
export async function reportMapView(
  { article, annotations, named }: ReportedArticle,
  layOut: Report['layOut'],
): Promise<MapView | null> {
  const standing = annotations.filter(carriesArticle);
  if (standing.length === 0) return null;
  const sourceOf = (id: string) => named.sources.get(id);
  const standsFor = (id: string) => endIdOf(id, sourceOf);
  const passages = standing
    .slice(0, maxPassagesMapped)
    .map(({ annotation }) => mapPassage(annotation, standsFor, `#note-${annotation.id}`));
  const whole = sourceMap(passages, mapSources(sourceOf));
  await nextTurn();
  const map = withAlikeFolded(whole);
  const ofNode = ({ annotations: [first] }: MapNode) =>
    first === undefined ? null : `#note-${first}`;
  const left = standing.length - passages.length;
  const isRightToLeft = runsRightToLeft(article.title, article.language);
  // Each of these takes some ten milliseconds when it is done for the first time.
  await nextTurn();
  const layouts = await layOut(map, paperRoom);
  await nextTurn();
  const drawing = mapViewInTurns(map, layouts, { ofNode }, { left, isRightToLeft });
  for (;;) {
    const step = drawing.next();
    await nextTurn();
    if (step.done) return step.value;
  }
}
