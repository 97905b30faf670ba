import { drawnSign } from '../../domain/chain/sign-shapes.js';
import { elementOf } from '../page/element.js';

/** A sign of the chain as an element; it says nothing aloud: its word stands beside it. */
export function signElement(
  source: Parameters<typeof drawnSign>[0],
  { faint = false } = {},
): Element {
  const sign = drawnSign(source);
  const name = faint || sign.shape === 'unsaid' ? 'sign s-faint' : `sign s-${sign.shape}`;
  return svg(name, '0 0 16 16', sign.markup);
}

const line = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"';

/** The small signs of the control itself. */
export const glyphs = {
  add: () =>
    svg(
      'sign s-faint',
      '0 0 16 16',
      `<circle cx="8" cy="8" r="6.4" ${line} stroke-width="1.2"/><path d="M8 5v6M5 8h6" ${line} stroke-width="1.4"/>`,
    ),
  caret: () => svg('glyph', '0 0 10 10', `<path d="m2 3.5 3 3 3-3" ${line} stroke-width="1.3"/>`),
  grip: () =>
    svg(
      'grip-dots',
      '0 0 10 16',
      `<path d="M3 3v.01M7 3v.01M3 8v.01M7 8v.01M3 13v.01M7 13v.01" ${line} stroke-width="2.2"/>`,
    ),
  tick: () =>
    svg('tick', '0 0 12 12', `<path d="m1.6 6.6 3 3L10.6 2.6" ${line} stroke-width="1.8"/>`),
  arrow: () =>
    svg('arrow', '0 0 11 8', `<path d="M.5 4h9M7 1l3 3-3 3" ${line} stroke-width="1.2"/>`),
};

function svg(name: string, viewBox: string, inside: string): Element {
  const box = elementOf(
    `<span><svg class="${name}" viewBox="${viewBox}" aria-hidden="true">${inside}</svg></span>`,
  );
  return box?.firstElementChild ?? document.createElement('span');
}
