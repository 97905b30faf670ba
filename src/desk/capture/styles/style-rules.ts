import {
  type Atrule,
  type CssNode,
  generate,
  type PseudoClassSelector,
  parse,
  type Rule,
  type Selector,
} from 'css-tree';

/** What one rule of a style sheet says to the elements that one of its selectors names. */
export interface StyleRule {
  /** Its selector without the pseudo-element, parted where one element has only to stand somewhere within another. */
  steps: readonly SelectorStep[];
  /** The id, class or tag by which elements are looked up; a selector of no more than that needs no matching. */
  key: string;
  /** Every id, class and tag that must be in the page for any element to fit. */
  needs: readonly string[];
  isKeyAlone: boolean;
  pseudo: 'before' | 'after' | null;
  declarations: readonly StyleDeclaration[];
  /** Later and more particular rules count for more. */
  weight: number;
}

export interface SelectorStep {
  /** For `Element.matches`: of an element, with what it says of its siblings and parents. */
  selector: string;
  /** How many parents it says something of. */
  parents: number;
}

export interface StyleDeclaration {
  property: string;
  value: string;
  important: boolean;
}

/** Those that decide what is seen, on which line, and with which marks. */
const shownProperties: ReadonlySet<string> = new Set(
  (
    'display visibility position left top text-indent clip clip-path font-size list-style ' +
    'list-style-type quotes white-space vertical-align text-decoration text-decoration-line content ' +
    'counter-reset counter-increment counter-set'
  ).split(' '),
);

/** Longer sheets are those of whole programs; in UTF-16 units. */
const maxSheetUnits = 1_000_000;

/**
 * The rules of a style sheet that bear on what a browser shows on a wide screen, in their order; `first`
 * is the number of rules of the sheets before. What can't be parsed is passed over, as browsers do.
 */
export function styleRulesIn(css: string, first: number): StyleRule[] {
  const sheet = parse(css.slice(0, maxSheetUnits), { parseValue: false, onParseError: () => {} });
  const rules: StyleRule[] = [];
  gather(sheet, rules, first);
  return rules;
}

function gather(node: CssNode, rules: StyleRule[], first: number): void {
  if (!('children' in node) || !node.children) return;
  for (const child of node.children.toArray()) {
    if (child.type === 'Rule') rules.push(...rulesOf(child, first + rules.length));
    if (child.type === 'Atrule' && child.block && isForScreens(child)) {
      gather(child.block, rules, first);
    }
  }
}

function isForScreens({ name, prelude }: Atrule): boolean {
  const condition = prelude ? generate(prelude) : '';
  if (name === 'media') return isScreenQuery(condition);
  return name === 'layer' || (name === 'supports' && !/^not\b/iu.test(condition));
}

/** The width of an ordinary window, in CSS pixels. */
const screenPx = 1280;

/** Whether a media query fits an ordinary window on a light screen; one that isn't known does not. */
export function isScreenQuery(query: string): boolean {
  return query
    .toLowerCase()
    .split(',')
    .some((each) => each.split(/\band\b/u).every((part) => isTrueOfScreen(part.trim())));
}

function isTrueOfScreen(part: string): boolean {
  if (/^(?:only )?(?:screen|all)?$/u.test(part)) return true;
  if (/^not (?:print|speech)$/u.test(part)) return true;
  const [, bound, figure, unit] =
    /^\(\s*(min|max)-(?:device-)?width\s*:\s*([\d.]+)(px|r?em)\s*\)$/u.exec(part) ?? [];
  if (bound === undefined)
    return /^\((?:hover(?: ?: ?hover)?|scripting ?: ?enabled)\)$/u.test(part);
  const px = Number(figure) * (unit === 'px' ? 1 : 16);
  return bound === 'min' ? screenPx >= px : screenPx <= px;
}

function rulesOf({ prelude, block }: Rule, order: number): StyleRule[] {
  if (prelude.type !== 'SelectorList') return [];
  const declarations = block.children.toArray().flatMap((each): StyleDeclaration[] => {
    if (each.type !== 'Declaration') return [];
    const property = each.property.toLowerCase();
    if (!shownProperties.has(property)) return [];
    return [{ property, value: generate(each.value).trim(), important: each.important !== false }];
  });
  if (declarations.length === 0) return [];
  return prelude.children.toArray().flatMap((selector) => {
    const read = selector.type === 'Selector' ? readSelector(selector) : null;
    return read ? [{ ...read, declarations, weight: read.weight + order }] : [];
  });
}

/** A selector's classes count for more than any number of tags, and its place in the sheets for the least. */
const [idWeight, classWeight, tagWeight] = [1e13, 1e10, 1e7];

/** What holds only while a page is used is not looked at; what is not so then holds. */
const inUse = /^(?:hover|focus|focus-within|focus-visible|active|target|visited|has)$/u;

type ReadSelector = Pick<StyleRule, 'steps' | 'key' | 'needs' | 'isKeyAlone' | 'pseudo' | 'weight'>;

function readSelector({ children }: Selector): ReadSelector | null {
  let key = '*';
  let pieces = 0;
  let step: SelectorStep = { selector: '', parents: 0 };
  const steps = [step];
  const needs: string[] = [];
  let pseudo: StyleRule['pseudo'] = null;
  let weight = 0;
  for (const part of children.toArray()) {
    const element = pseudoElement(part);
    if (element === 'other' || part.type === 'NestingSelector') return null;
    if (element !== null) {
      pseudo = element;
      continue;
    }
    if (part.type === 'PseudoClassSelector') {
      if (inUse.test(part.name)) return null;
      if (part.name === 'not' && isNotInUse(part)) continue;
    }
    pieces += 1;
    if (part.type === 'Combinator') {
      key = '*';
      if (part.name === ' ') {
        step = { selector: '', parents: 0 };
        steps.push(step);
        continue;
      }
      if (part.name === '>') step.parents += 1;
    }
    const own = keyOf(part);
    if (own !== null) needs.push(own);
    key = own ?? key;
    weight += weightOf(part);
    step.selector += generate(part);
  }
  for (const each of steps) each.selector = withoutGaps(each.selector);
  return { steps, key, needs, isKeyAlone: pieces === 1 && key !== '*', pseudo, weight };
}

/** A selector in which any element stands where what it asks of one is not looked at. */
function withoutGaps(selector: string): string {
  return selector === '' ? '*' : selector.replace(/^(?=[>+~])|(?<=[>+~])$/gu, '*');
}

function pseudoElement(part: CssNode): 'before' | 'after' | 'other' | null {
  const isElement = part.type === 'PseudoElementSelector';
  if (!isElement && part.type !== 'PseudoClassSelector') return null;
  if (part.name === 'before' || part.name === 'after') return part.name;
  return isElement || /^first-l(?:ine|etter)$/u.test(part.name) ? 'other' : null;
}

function isNotInUse({ children }: PseudoClassSelector): boolean {
  const inner = children?.first;
  return inner !== null && inner !== undefined && inUse.test(generate(inner).replace(/^:/u, ''));
}

function keyOf(part: CssNode): string | null {
  if (part.type === 'ClassSelector') return `.${part.name}`;
  if (part.type === 'IdSelector') return `#${part.name}`;
  return part.type === 'TypeSelector' && part.name !== '*' ? part.name.toLowerCase() : null;
}

function weightOf(part: CssNode): number {
  if (part.type === 'IdSelector') return idWeight;
  if (part.type === 'TypeSelector') return part.name === '*' ? 0 : tagWeight;
  const counts = ['ClassSelector', 'AttributeSelector', 'PseudoClassSelector'].includes(part.type);
  return counts && generate(part).startsWith(':where') === false ? classWeight : 0;
}
