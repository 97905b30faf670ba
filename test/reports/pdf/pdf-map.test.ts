import { expect, test } from 'vitest';
import { layOut, paperRoom } from '../../../src/domain/map/map-layouts.js';
import { mapViewInTurns } from '../../../src/domain/map/map-view.js';
import { pdfMap } from '../../../src/reports/pdf/pdf-map.js';
import { mapOf } from '../../domain/map/maps.js';

test.each([
  ['lies', (at: number) => `Ann ${at} /t told > Ben ${at} /s wrote > Harbour Post`],
  [
    'lies too close to be cut',
    (at: number) =>
      `Parliamentary Under-Secretary ${at} /t told > Ministry of Rural Rehabilitation ${at} /s wrote > Wire Agency ${at} /c told > Somebody Else ${at} /c told > Harbour Post`,
  ],
])(
  'a map of many origins that %s is set in parts that fit a page, with names of 7 points',
  (_form, line) => {
    const map = mapOf(Array.from({ length: 30 }, (_, at) => line(at)));
    const links = { ofNode: () => null };
    const steps = mapViewInTurns(map, layOut(map, paperRoom), links, {
      left: 0,
      isRightToLeft: false,
    });
    let step = steps.next();
    while (!step.done) step = steps.next();
    const { parts, scale, width } = pdfMap(step.value);
    expect(parts.length).toBeGreaterThan(3);
    expect(Math.max(...parts.map(({ height }) => height))).toBeLessThan(300);
    expect(width).toBeLessThanOrEqual(470);
    const names = parts.flatMap(({ labels }) => labels).filter(({ weight }) => weight >= 500);
    expect(names.length).toBeGreaterThanOrEqual(61);
    expect(Math.min(...names.map(({ size }) => size * scale))).toBeGreaterThan(7);
  },
);
