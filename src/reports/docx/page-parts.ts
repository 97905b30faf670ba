import { paragraph, type StyledWords } from './runs.js';
import { footerRelation, headerRelation, namespaces } from './static-parts.js';
import { page, textWidth } from './styles.js';
import { declaration, element, joined, text, type Xml } from './xml.js';

/* What stands on each page around the text: its size, its head but for the first, its number. */

/** The page: its size and margins, and which header and footer stand on it. */
export function sectionProperties(): Xml {
  const { edge, height, margin, side, width } = page;
  const margins = {
    'w:top': margin,
    'w:right': side,
    'w:bottom': margin,
    'w:left': side,
    'w:header': edge,
    'w:footer': edge,
    'w:gutter': 0,
  };
  const footer = (type: string) =>
    element('w:footerReference', { 'w:type': type, 'r:id': footerRelation });
  return element(
    'w:sectPr',
    null,
    element('w:headerReference', { 'w:type': 'default', 'r:id': headerRelation }),
    footer('default'),
    footer('first'),
    element('w:pgSz', { 'w:w': width, 'w:h': height }),
    element('w:pgMar', margins),
    element('w:titlePg'),
  );
}

/** The header of each page, as a part of the package. */
export function headerPart(title: string): Xml {
  return part('w:hdr', paragraph({ style: 'Header' }, [`Provenance report · ${title}`]));
}

/** The footer of each page, with its number, as a part of the package. */
export function footerPart(): Xml {
  const tabs = [{ at: textWidth, kind: 'right' }] as const;
  const number: StyledWords[] = ['Whence\tPage ', field('PAGE'), ' of ', field('NUMPAGES')];
  return part('w:ftr', paragraph({ style: 'Footer', tabs, rightToLeft: false }, number));
}

/** What Word works out by itself. */
function field(name: 'PAGE' | 'NUMPAGES'): StyledWords {
  const run = element('w:r', null, element('w:t', null, text('1')));
  return { xml: element('w:fldSimple', { 'w:instr': ` ${name} ` }, run) };
}

function part(name: string, inside: Xml): Xml {
  const { 'xmlns:r': r, 'xmlns:w': w } = namespaces;
  return joined([declaration, element(name, { 'xmlns:w': w, 'xmlns:r': r }, inside)]);
}
