import { textWidth as widthOf } from '../../domain/map/text-width.js';
import type { Label, Picture, Shape } from '../map-picture.js';
import type { Links } from './links.js';
import { sans } from './properties.js';
import { paragraph } from './runs.js';
import { wordColour } from './styles.js';
import { drawingPath } from './svg-path.js';
import { element, text, type Xml, type XmlContent } from './xml.js';

/*
 * A picture as shapes of DrawingML, which every Word since 2010 draws sharp at any size, which can be searched
 * and read aloud, and for which no other picture need stand in.
 */

interface Drawing {
  /** EMU a pixel. */
  scale: number;
  width: number;
  height: number;
  links: Links;
}

const emuInPoint = 12_700;

/** This many shapes are written before others have their turn. */
const shapesAtOnce = 50;

/** The picture as a run; `scale` is in EMU a pixel, `alternative` what it shows in words. It yields between some shapes. */
export function* pictureRun(
  picture: Picture,
  { alternative, links, scale }: { alternative: string; links: Links; scale: number },
): Generator<undefined, Xml> {
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const drawing = { scale, width, height, links };
  const parts = [
    ...picture.shapes.map((shape) => () => shapeElement(shape, drawing)),
    ...picture.labels.map((label) => () => labelElement(label, drawing)),
  ];
  const drawn: Xml[] = [];
  for (const part of parts) {
    drawn.push(part());
    if (drawn.length % shapesAtOnce === 0) yield;
  }
  const inline = inlineOf(groupOf(drawn, drawing), drawing, alternative);
  return element(
    'w:r',
    null,
    element(
      'mc:AlternateContent',
      null,
      element('mc:Choice', { Requires: 'wpg' }, element('w:drawing', null, inline)),
      element('mc:Fallback', null, element('w:t', null, text(`[${alternative}]`))),
    ),
  );
}

/** What is drawn as one group, which measures as it is measured. */
function groupOf(drawn: readonly Xml[], { height, width }: Drawing): Xml {
  const extent = { cx: width, cy: height };
  return element(
    'wpg:wgp',
    null,
    element('wpg:cNvGrpSpPr'),
    element(
      'wpg:grpSpPr',
      null,
      element(
        'a:xfrm',
        null,
        element('a:off', { x: 0, y: 0 }),
        element('a:ext', extent),
        element('a:chOff', { x: 0, y: 0 }),
        element('a:chExt', extent),
      ),
    ),
    drawn,
  );
}

/** A group in a line of text. */
function inlineOf(group: Xml, { height, links, width }: Drawing, alternative: string): Xml {
  const uri = 'http://schemas.microsoft.com/office/word/2010/wordprocessingGroup';
  return element(
    'wp:inline',
    { distT: 0, distB: 0, distL: 0, distR: 0 },
    element('wp:extent', { cx: width, cy: height }),
    element('wp:docPr', { id: links.picture(), name: 'Map', descr: alternative }),
    element('wp:cNvGraphicFramePr'),
    element(
      'a:graphic',
      { 'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main' },
      element('a:graphicData', { uri }, group),
    ),
  );
}

/** Each shape has the whole picture for its frame, so that its path needs no other measure. */
function shapeElement(shape: Shape, { height, links, scale, width }: Drawing): Xml {
  const placing = { x: shape.x ?? 0, y: shape.y ?? 0, turn: shape.turn ?? 0, scale };
  const none = element('a:noFill');
  return element(
    'wps:wsp',
    null,
    element('wps:cNvPr', { id: links.picture(), name: 'Shape' }),
    element('wps:cNvSpPr'),
    element(
      'wps:spPr',
      null,
      frame({ x: 0, y: 0, width, height }),
      element(
        'a:custGeom',
        null,
        ...['a:avLst', 'a:gdLst', 'a:ahLst', 'a:cxnLst'].map((name) => element(name)),
        element('a:rect', { l: 0, t: 0, r: 'r', b: 'b' }),
        element(
          'a:pathLst',
          null,
          element(
            'a:path',
            { w: width, h: height, fill: shape.fill === undefined ? 'none' : undefined },
            ...drawingPath(shape.d, placing),
          ),
        ),
      ),
      shape.fill === undefined ? none : filled(shape.fill, shape.opacity),
      shape.stroke === undefined ? element('a:ln', null, none) : line(shape, scale),
    ),
    element('wps:bodyPr'),
  );
}

function frame(box: { x: number; y: number; width: number; height: number }): Xml {
  return element(
    'a:xfrm',
    null,
    element('a:off', { x: Math.round(box.x), y: Math.round(box.y) }),
    element('a:ext', { cx: Math.round(box.width), cy: Math.round(box.height) }),
  );
}

function filled(colour: string, opacity = 100): Xml {
  const alpha: XmlContent = opacity < 100 && element('a:alpha', { val: opacity * 1000 });
  return element('a:solidFill', null, element('a:srgbClr', { val: wordColour(colour) }, alpha));
}

function line({ dash, opacity, roundEnds, stroke = '', width = 1 }: Shape, scale: number): Xml {
  return element(
    'a:ln',
    { w: Math.round(width * scale), cap: roundEnds || dash === 'dots' ? 'rnd' : 'flat' },
    filled(stroke, opacity),
    dash === 'dots' && dots,
    dash === 'dashes' && element('a:prstDash', { val: 'sysDash' }),
    element('a:round'),
  );
}

/** Round ends make a dot of next to nothing; in 1,000ths of a hundredth of the line's width. */
const dots = element('a:custDash', null, element('a:ds', { d: 1000, sp: 190_000 }));

/** Where a label's words have room, within the picture: some programs make it larger for a box that is not. */
function boxOf(
  { anchor, size, words, x }: Label,
  drawing: Drawing,
): { left: number; width: number } {
  const whole = drawing.width / drawing.scale;
  const wanted = roomFor(words, size);
  const room = { start: whole - x, middle: 2 * Math.min(x, whole - x), end: x }[anchor];
  const width = Math.max(1, Math.min(wanted, room));
  return { left: { start: x, middle: x - width / 2, end: x - width }[anchor], width };
}

/** More room than words are taken to need: what is at hand may be another face. */
function roomFor(words: string, size: number): number {
  return widthOf(words, size) * 1.3 + size;
}

/** How much wider words are in the widest face that is commonly put in place of ours. */
const widestFace = 1.2;

/** A picture with so much room at its sides that no words at them are cut short in another face. */
export function withRoomForWords(picture: Picture): Picture {
  const ends = picture.labels.map(({ anchor, size, words, x }) => {
    const room = widthOf(words, size) * widestFace;
    const left = { start: x, middle: x - room / 2, end: x - room }[anchor];
    return { left, right: left + room };
  });
  const left = Math.min(0, ...ends.map((each) => each.left));
  const right = Math.max(picture.width, ...ends.map((each) => each.right));
  const moved = <T extends { x?: number }>(each: T): T => ({ ...each, x: (each.x ?? 0) - left });
  return {
    ...picture,
    width: right - left,
    shapes: picture.shapes.map(moved),
    labels: picture.labels.map(moved),
  };
}

/** A line's height, and how much of it stands above its base line, in parts of the letters' size. */
const [lineHeight, ascent] = [1.3, 1];

/** The words of a label on one line, at the picture's scale (EMU a pixel). */
function labelParagraph({ anchor, colour, size, weight, words }: Label, scale: number): Xml {
  const points = (size * scale) / emuInPoint;
  const align = ({ start: 'start', middle: 'center', end: 'end' } as const)[anchor];
  const line = Math.round(points * lineHeight * 20);
  const look = {
    ...{ bold: weight === 600, color: wordColour(colour), font: sans },
    size: Math.max(2, Math.round(points * 2)),
  };
  const exact = { line, exactLine: true, before: 0, after: 0, align, rightToLeft: false };
  return paragraph(exact, [{ words, look }]);
}

/** A label as a box of text without a frame, its base line where the picture has it. */
function labelElement(label: Label, drawing: Drawing): Xml {
  const { links, scale } = drawing;
  const { left, width } = boxOf(label, drawing);
  const box = { x: left * scale, y: (label.y - label.size * ascent) * scale };
  return element(
    'wps:wsp',
    null,
    element('wps:cNvPr', { id: links.picture(), name: 'Words' }),
    element('wps:cNvSpPr', { txBox: 1 }),
    element(
      'wps:spPr',
      null,
      frame({ ...box, width: width * scale, height: label.size * lineHeight * scale }),
      element('a:prstGeom', { prst: 'rect' }, element('a:avLst')),
      element('a:noFill'),
      element('a:ln', null, element('a:noFill')),
    ),
    element('wps:txbx', null, element('w:txbxContent', null, labelParagraph(label, scale))),
    element(
      'wps:bodyPr',
      { rot: 0, wrap: 'none', lIns: 0, tIns: 0, rIns: 0, bIns: 0, anchor: 't' },
      element('a:noAutofit'),
    ),
  );
}
