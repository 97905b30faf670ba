import type { MapGeometry } from './geometry.js';
import { lyingLayout } from './lying-layout.js';
import type { SourceMap } from './source-map.js';
import { uprightLayout } from './upright-layout.js';

/** A map in both of its forms; the lying one only where it finds room. */
export interface MapLayouts {
  lying: MapGeometry | null;
  upright: MapGeometry;
}

/** The room that a map has, in pixels: lying, and upright. */
export interface MapRoom {
  lying: number;
  upright: number;
}

/** Across the page, beside something else, and on paper, which shows it smaller; upright on a phone. */
export const pageRoom: MapRoom = { lying: 1152, upright: 358 };
export const columnRoom: MapRoom = { lying: 448, upright: 358 };
export const paperRoom: MapRoom = { lying: 800, upright: 358 };

/** Lays a map out in both forms. The same map is laid out the same everywhere. */
export function layOut(map: SourceMap, room: MapRoom): MapLayouts {
  return {
    lying: lyingLayout(map, { maxWidth: room.lying }),
    upright: uprightLayout(map, { width: room.upright }),
  };
}

/** From about so many stretches on a map takes longer than others are to wait: it belongs on a thread. */
export const maxStretchesAtOnce = 16;
