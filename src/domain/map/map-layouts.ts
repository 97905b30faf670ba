import type { MapGeometry } from './geometry.js';
import { lyingLayout } from './lying/lying-layout.js';
import type { SourceMap } from './source-map.js';
import { uprightLayout } from './upright/upright-layout.js';

/** A map for a broad page, lying where it finds room so, and for a narrow one, upright. */
export interface MapLayouts {
  broad: MapGeometry;
  narrow: MapGeometry;
}

/** The room that a map has, in pixels: on a broad page, there where it stands upright, and on a narrow one. */
export interface MapRoom {
  broad: number;
  upright: number;
  narrow: number;
}

/**
 * Across the page, beside something else, and on paper, which shows it smaller; upright as wide as the text is, and on
 * a phone.
 */
export const pageRoom: MapRoom = { broad: 1152, upright: 640, narrow: 358 };
export const columnRoom: MapRoom = { broad: 448, upright: 448, narrow: 358 };
export const paperRoom: MapRoom = { broad: 800, upright: 640, narrow: 358 };

/** Lays a map out for both. The same map is laid out the same everywhere. */
export function layOut(map: SourceMap, room: MapRoom): MapLayouts {
  const lying = lyingLayout(map, { maxWidth: room.broad });
  return {
    broad: lying ?? uprightLayout(map, { width: room.narrow, maxWidth: room.upright }),
    narrow: uprightLayout(map, { width: room.narrow }),
  };
}

/** From about this many edges on a map takes longer than others are to wait: it belongs on a thread. */
export const maxEdgesAtOnce = 16;
