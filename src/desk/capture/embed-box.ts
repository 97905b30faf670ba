import { isBlock } from './styles/shown.js';

/** In UTF-16 units, white space apart: what such a box says is short. */
const maxUnits = 900;

/** What it says of what it stands for, in the languages of the press. */
const said = [
  '(?:content|post|video|tweet|media) (?:is |that is |are )?(?:provided|hosted|supplied|loaded) (?:by|from)',
  '(?:third[- ]party|external|embedded|social media) (?:content|media|services?|posts?|videos?)',
  String.raw`allow .{1,40} content\?`,
  '(?:load|loading|view|show|display|activate|see|watch) (?:this |the )?(?:tweet|post|content|embed|video|map).{0,160}(?:cookies|privacy|permission|consent)',
  '(?:cookies|permission|consent).{0,120}(?:load|view|show|display|see|watch) (?:this|the|it)',
  String.raw`extern\w* (?:inhalt|medi)|inhalt\w* .{0,60}(?:geladen|drittanbieter|blockiert)|inhalte von`,
  'contenus? .{0,60}(?:tiers|bloqué|cookies|fourni par)|ce contenu',
  'contenido .{0,60}(?:terceros|extern|bloqueado|cookies)|contenuto .{0,60}(?:terz|estern|cookie)',
  'conteúdo .{0,60}(?:terceiros|extern)|externe (?:inhoud|content)|eksternt? innhold|eksternt? indhold|externt innehåll',
  'внешн.{1,3} (?:контент|содержим)|зовнішн.{1,3} (?:контент|вміст)|محتوى (?:خارجي|من طرف)|外部コンテンツ|第三方内容|외부 콘텐츠',
].join('|');
const saysWhatItStandsFor = new RegExp(said, 'isu');

const controls = 'button, input, [role="button"], [class*="btn" i], [class*="button" i]';

/** More than any page has in its article, and deeper than any is in its box. */
const [maxControls, maxDepth] = [200, 6];

/**
 * The boxes in a part of a page that stand where a post, a film or a map of others would, and ask whether to load
 * it: each the innermost that says so around what can be pressed. `lengths` says how much text an element holds.
 */
export function embedBoxesIn(root: Element, lengths: ReadonlyMap<Element, number>): Set<Element> {
  const found = new Set<Element>();
  const most = Math.min(maxUnits, (lengths.get(root) ?? 0) / 2);
  for (const control of [...root.querySelectorAll(controls)].slice(0, maxControls)) {
    const box = boxAround(control, root, lengths, most);
    if (box) found.add(box);
  }
  return found;
}

function boxAround(
  control: Element,
  root: Element,
  lengths: ReadonlyMap<Element, number>,
  most: number,
): Element | null {
  let each: Element | null = control;
  for (let depth = 0; each && each !== root && depth < maxDepth; depth += 1) {
    if ((lengths.get(each) ?? 0) > most || /^(?:BODY|MAIN|ARTICLE)$/u.test(each.tagName)) break;
    const text = isBlock(each) ? (each.textContent ?? '').replace(/\s+/gu, ' ') : '';
    if (text.length <= maxUnits * 2 && saysWhatItStandsFor.test(text)) return each;
    each = each.parentElement;
  }
  return null;
}
