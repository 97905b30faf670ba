import { element, type Xml } from './xml.js';

/** Where a path is put: moved, and before that turned clockwise, in degrees; one unit is so many EMU. */
interface PathPlacement {
  x: number;
  y: number;
  turn: number;
  scale: number;
}

interface Point {
  x: number;
  y: number;
}

/** A path's data (SVG 2, 9.3), as far as maps and signs use it, as commands of a DrawingML path. */
export function drawingPath(d: string, placing: PathPlacement): Xml[] {
  return new PathReader(d, placing).commands();
}

/** How many numbers each command takes. */
const numbersOf: Readonly<Record<string, number>> = {
  m: 2,
  l: 2,
  h: 1,
  v: 1,
  q: 4,
  c: 6,
  a: 7,
  z: 0,
};

class PathReader {
  readonly #tokens: string[];
  readonly #placing: PathPlacement;
  #at: Point = { x: 0, y: 0 };
  #start: Point = { x: 0, y: 0 };

  constructor(d: string, placing: PathPlacement) {
    this.#tokens = d.match(/[a-z]|-?(?:\d+\.?\d*|\.\d+)/giu) ?? [];
    this.#placing = placing;
  }

  commands(): Xml[] {
    const made: Xml[] = [];
    let name = 'M';
    for (let next = 0; next < this.#tokens.length; ) {
      const token = this.#tokens[next] ?? '';
      if (/[a-z]/iu.test(token)) {
        name = token;
        next += 1;
      }
      const count = numbersOf[name.toLowerCase()];
      if (count === undefined) throw new RangeError(`A path of the map has the command ${name}.`);
      made.push(this.#command(name, this.#tokens.slice(next, next + count).map(Number)));
      next += count;
      // Further points after a move are lines.
      if (name === 'M') name = 'L';
      if (name === 'm') name = 'l';
    }
    return made;
  }

  #command(name: string, numbers: readonly number[]): Xml {
    const isRelative = name === name.toLowerCase();
    const from = isRelative ? this.#at : { x: 0, y: 0 };
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = numbers;
    const point = (x: number, y: number) => ({ x: from.x + x, y: from.y + y });
    switch (name.toLowerCase()) {
      case 'm':
        this.#start = point(a, b);
        return this.#to('a:moveTo', this.#start);
      case 'h':
        return this.#to('a:lnTo', { x: from.x + a, y: this.#at.y });
      case 'v':
        return this.#to('a:lnTo', { x: this.#at.x, y: from.y + a });
      case 'q':
        return this.#to('a:quadBezTo', point(a, b), point(c, d));
      case 'c':
        return this.#to('a:cubicBezTo', point(a, b), point(c, d), point(e, f));
      case 'a':
        return this.#arc({ radius: a, isLarge: d === 1, isClockwise: e === 1, to: point(f, g) });
      case 'z':
        this.#at = this.#start;
        return element('a:close');
      default:
        return this.#to('a:lnTo', point(a, b));
    }
  }

  #to(name: string, ...points: readonly Point[]): Xml {
    this.#at = points.at(-1) ?? this.#at;
    return element(name, null, ...points.map((point) => this.#point(point)));
  }

  #point(point: Point): Xml {
    const { scale, turn, x, y } = this.#placing;
    const angle = (turn * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return element('a:pt', {
      x: Math.round((x + point.x * cos - point.y * sin) * scale),
      y: Math.round((y + point.x * sin + point.y * cos) * scale),
    });
  }

  /** Of a circle: SVG names its ends, DrawingML the angles where it begins and how far it goes. */
  #arc(arc: { radius: number; isLarge: boolean; isClockwise: boolean; to: Point }): Xml {
    const { isClockwise, isLarge, to } = arc;
    const from = this.#at;
    const half = { x: (to.x - from.x) / 2, y: (to.y - from.y) / 2 };
    const reach = Math.hypot(half.x, half.y) || 1;
    const radius = Math.max(arc.radius, reach);
    const height = Math.sqrt(radius * radius - reach * reach) * (isLarge === isClockwise ? -1 : 1);
    const centre = {
      x: from.x + half.x - (half.y / reach) * height,
      y: from.y + half.y + (half.x / reach) * height,
    };
    const angleOf = (point: Point) => Math.atan2(point.y - centre.y, point.x - centre.x);
    const whole = 2 * Math.PI;
    const swept = (angleOf(to) - angleOf(from) + 2 * whole) % whole;
    this.#at = to;
    const r = Math.round(radius * this.#placing.scale);
    const start = (angleOf(from) + whole) % whole;
    return element('a:arcTo', {
      wR: r,
      hR: r,
      stAng: angle(start + (this.#placing.turn * Math.PI) / 180),
      swAng: angle(isClockwise ? swept : swept - whole),
    });
  }
}

/** In 60,000ths of a degree. */
function angle(radians: number): number {
  return Math.round((radians * 180 * 60_000) / Math.PI);
}
