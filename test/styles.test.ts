import { readdirSync, readFileSync } from 'node:fs';
import { generate, parse, walk } from 'css-tree';
import { describe, expect, test } from 'vitest';
import { paperColours } from '../src/reports/paper-colours.js';

/*
 * What the style sheets keep to: the sizes, the widths and the heights of controls are said once,
 * in base.css, and the class that draws a kind of source belongs to the sign alone.
 */

const folder = new URL('../public/styles/', import.meta.url);
const sheets = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(new URL(name, folder), 'utf8').replaceAll(/\/\*.*?\*\//gsu, ''),
}));
const base = sheets.find(({ name }) => name === 'base.css')?.text ?? '';

/** What the page's scripts measure and set. */
const byScripts = [
  ...['--offer-left', '--offer-top', '--height', '--passage-line', '--strip'],
  ...['--head-height', '--actions-height'],
];

test('paper has the colours of the app where it is light', () => {
  const light = new Map(
    [...base.matchAll(/--([a-z]+): light-dark\((#\w+),/gu)].map(([, name, colour]) => [
      name,
      colour,
    ]),
  );
  // On paper hair lines are darker.
  const { paper, rule: _, ...shared } = paperColours;
  for (const [name, colour] of Object.entries(shared)) expect(light.get(name)).toBe(colour);
  expect(light.get('card')).toBe(paper);
});

test.each(['serif', 'sans', 'mono'])(
  'figures of %s are its own: a machine’s faces for other scripts have some, too, and come behind it',
  (stack) => {
    const faces = new RegExp(`--${stack}:([^;]+);`, 'u').exec(base)?.[1] ?? '';
    const own = { serif: '"Source Serif 4"', sans: '"Inter"', mono: 'monospace,' }[stack] ?? '';
    expect(faces).toContain(own);
    expect(faces.indexOf('var(--scripts)')).toBeGreaterThan(faces.indexOf(own));
  },
);

describe('the style sheets', () => {
  test('know four sizes of sans: 15, 13 and 12 px, and 11 for letters in boxes', () => {
    const px = ['text', 'tool', 'small', 'letter'].map((name) => 16 * remOf(`--${name}`));
    expect(px).toEqual([15, 13, 12, 11]);
  });

  test.each(sheets)('set every text of $name in a size of base.css', ({ text }) => {
    const sizes = [...text.matchAll(/[;{\s]font(?:-size)?:\s*([^;}]+)/gu)].map(([, size]) => size);
    // What is drawn has units of its own.
    const own = /inherit|^1[123]px$|^(?:\d{3}\s+)?(?:min\(1em, )?var\(--[a-z]+\)(?! \/ var)/u;
    expect(sizes.filter((size) => !own.test(size ?? ''))).toEqual([]);
  });

  test.each(sheets)('name in $name no custom property that nobody sets', ({ text }) => {
    const named = [...text.matchAll(/var\((--[a-z-]+)\)/gu)].map(([, name]) => name ?? '');
    const set = (name: string) => sheets.some(({ text }) => text.includes(`${name}:`));
    expect(named.filter((name) => !set(name) && !byScripts.includes(name))).toEqual([]);
  });

  test.each(sheets)('know in $name no width of a column but the text’s, 40rem', ({ text }) => {
    const widths = [...text.matchAll(/[;{\s]max-width:\s*([\d.]+)rem/gu)].map(([, rem]) => rem);
    expect(widths.filter((rem) => Number(rem) > 28 && rem !== '40')).toEqual([]);
  });

  test.each(sheets)(
    'count in $name only elements that are named: a browser styles all beside any that is put in',
    ({ text }) => {
      const last = selectorsOf(text).map((parts) => parts.at(-1) ?? '');
      expect(last.filter((part) => /^.?:nth-|^[+~]\*/u.test(part))).toEqual([]);
    },
  );

  test.each(sheets)(
    'let no level in $name hang on what is chosen elsewhere: all marks and cards have one',
    ({ text }) => {
      const hanging = selectorsOf(text).filter((parts) =>
        parts.slice(0, -1).some((part) => part.includes(':has(')),
      );
      const levels = /\.(?:none|low|moderate|high)\b/u;
      expect(hanging.filter((parts) => levels.test(parts.at(-1) ?? ''))).toEqual([]);
    },
  );

  test.each(sheets)('draw no kind of source in $name wherever its name is a class', ({ text }) => {
    const selectors = [...text.matchAll(/([^{};]+)\{/gu)].flatMap(([, list]) =>
      (list ?? '').split(/,\n/u).map((selector) => selector.trim()),
    );
    const kinds =
      /^\.(?:person|group|organisation|document|outlet|unnamed|confidential|unknown)\b/u;
    expect(selectors.filter((selector) => kinds.test(selector))).toEqual([]);
  });
});

/** The selectors of a style sheet, each as its parts, one for an element, with how it stands to the one before. */
function selectorsOf(text: string): string[][] {
  const selectors: string[][] = [];
  walk(parse(text, { positions: false }), {
    visit: 'Rule',
    enter({ prelude }) {
      if (prelude.type !== 'SelectorList') return;
      for (const selector of prelude.children) {
        if (selector.type !== 'Selector') continue;
        const parts = [''];
        for (const node of selector.children) {
          if (node.type === 'Combinator') parts.push(node.name);
          else parts.push(`${parts.pop()}${generate(node)}`);
        }
        selectors.push(parts);
      }
    },
  });
  return selectors;
}

/** What a custom property of the root is, in rem, as base.css first says it. */
function remOf(property: string): number {
  return Number(new RegExp(`${property}: ([\\d.]+)rem`, 'u').exec(base)?.[1]);
}
