import { isBlock, isUnseen } from './styles/shown.js';

const letter = /^["'“‘«„»‚(¿¡]?\p{Lu}\p{M}*$/u;
const named = /drop-?cap|lettrine|initial|versal/iu;

/**
 * The letter that a picture draws where the first of a text would stand: its words for those who can't see it are
 * one capital, and a word goes on right behind it, or it calls itself such a letter. "" for any other.
 */
export function initialLetter(picture: Element): string {
  const said =
    picture.getAttribute('alt') ??
    picture.getAttribute('aria-label') ??
    (picture.querySelector('title')?.textContent || '');
  const text = said.trim();
  if (!letter.test(text)) return '';
  const names = [picture, picture.parentElement].map((each) => each?.getAttribute('class') ?? '');
  const isNamed = named.test(names.join(' '));
  return isNamed || /^(?:[’']\p{L}|\p{Ll})/u.test(textBehind(picture)) ? text : '';
}

/** A word goes on right behind its letter. */
const maxNodes = 20;

/** What is shown next in the same block. */
function textBehind(element: Element): string {
  let seen = 0;
  for (let each: Element | null = element; each && !isBlock(each); each = each.parentElement) {
    for (let next = each.nextSibling; next; next = next.nextSibling) {
      seen += 1;
      if (seen > maxNodes) return '';
      if (next.nodeType === 1 && isBlock(next as Element)) return '';
      const isText = next.nodeType === 3 || (next.nodeType === 1 && !isUnseen(next as Element));
      if (isText && next.textContent) return next.textContent;
    }
  }
  return '';
}
