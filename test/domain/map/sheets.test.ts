import { expect, test } from 'vitest';
import { layOut, paperRoom } from '../../../src/domain/map/map-layouts.js';
import { mapViewInTurns } from '../../../src/domain/map/map-view.js';
import { sheetsOf } from '../../../src/domain/map/sheets.js';
import { mapOf } from './maps.js';

const long = 'Parliamentary Under-Secretary of State for Transport and Roads, and of the Ports';
const many = mapOf([
  `${long} /s told > Harbour Post`,
  ...Array.from({ length: 22 }, (_, at) => `Ann ${at} /t told > Ben ${at} /s wrote > Harbour Post`),
]);
const few = mapOf(['Ann /t told > Ben /s wrote > Harbour Post']);

test.each(['narrow', 'broad'] as const)(
  'a map that is cut into sheets has every name once, whole, and no sheet too high: %s',
  (room) => {
    const map = layOut(many, paperRoom)[room];
    const sheets = sheetsOf(map, 300);
    expect(sheets.length).toBeGreaterThan(4);
    expect(sheets.reduce((sum, { height }) => sum + height, 0)).toBeCloseTo(map.height, 5);
    expect(Math.max(...sheets.map(({ height }) => height))).toBeLessThanOrEqual(300);
    expect(sheets.flatMap(({ labels }) => labels)).toHaveLength(map.labels.length);
    const whole = (nodes: typeof map.nodes) => nodes.filter((node) => node.height < 60);
    expect(sheets.flatMap(({ nodes }) => whole(nodes))).toHaveLength(whole(map.nodes).length);
    for (const { height, labels, nodes } of sheets) {
      const ids = nodes.map(({ node }) => node.id);
      expect(labels.filter(({ of, to }) => to === null && !ids.includes(of))).toEqual([]);
      for (const box of [...labels, ...whole(nodes)]) {
        expect([box.y >= 0, box.y + box.height <= height]).toEqual([true, true]);
      }
    }
  },
);

test('a line that runs on is on each sheet that it crosses', () => {
  const { narrow } = layOut(many, paperRoom);
  const crossing = sheetsOf(narrow, 300).filter(({ lines }) =>
    lines.some(({ points }) => points.some(({ y }) => y > 300)),
  );
  expect(crossing.length).toBeGreaterThan(3);
});

test('a map has sheets for paper only where it stands higher than a page', () => {
  const sheetsFor = (map: typeof few) => {
    const drawing = mapViewInTurns(
      map,
      layOut(map, paperRoom),
      { ofNode: () => null },
      { left: 0, isRightToLeft: false },
    );
    let step = drawing.next();
    while (!step.done) step = drawing.next();
    return step.value.sheets.length;
  };
  expect(sheetsFor(few)).toBe(0);
  expect(sheetsFor(many)).toBeGreaterThan(4);
});
