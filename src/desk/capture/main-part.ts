import { embedBoxesIn } from './embed-box.js';
import { titleOf } from './page-document.js';
import { isUnseen } from './styles/shown.js';

/** The part of a page that is the article, and what in it is none of its text. */
interface MainPart {
  root: Element;
  /** Share buttons, navigation, other stories: whatever stands in the part and is no prose of it. */
  isBeside: (element: Element) => boolean;
  /** Articles of the page that are not this one. */
  others: number;
  /** What behind the part calls itself a correction. */
  corrections: Element[];
}

/**
 * Finds an article by what the page says of itself: the one `article` (or `main`, or `articleBody`)
 * that bears its heading. Consent boxes and dialogs are none. null where a page says nothing.
 */
export function mainPartOf(document: Document, heading: Element | null): MainPart | null {
  const lengths = textLengths(document.body);
  const all = [...document.querySelectorAll(candidates)]
    .slice(0, maxCandidates)
    .filter((each) => isPossible(each, lengths));
  const root = rootOf(all, heading, lengths);
  if (!root) return null;
  const stories = all.filter((each) => each.tagName === 'ARTICLE' && !isWithin(each, all));
  const others = stories.filter(
    (each) => !root.contains(each) && !each.contains(root) && !isInBeside(each),
  ).length;
  const appended = storiesIn(root, heading);
  const apart = new Set([...appended, ...embedBoxesIn(root, lengths)]);
  const isBesideRoot = besideIn(root, heading, lengths, apart);
  const corrections = correctionsBehind(root);
  return { root, others: others + appended.size, isBeside: isBesideRoot, corrections };
}

const correction = 'correction corrigend erratum clarification berichtigung rectific'
  .split(' ')
  .map((word) => `[class*="${word}" i], [id*="${word}" i]`)
  .join();

/** The outermost elements of that name that follow the part, but for those of other articles. */
function correctionsBehind(root: Element): Element[] {
  const found: Element[] = [];
  for (let own: Element | null = root; own && own.tagName !== 'BODY'; own = own.parentElement) {
    for (let next = own.nextElementSibling; next; next = next.nextElementSibling) {
      const named = next.matches(correction) ? [next] : [...next.querySelectorAll(correction)];
      found.push(...named.slice(0, maxCandidates));
    }
  }
  return found
    .slice(0, maxCandidates)
    .filter((each) => !each.closest('article, nav, aside, form') && !isLinksAlone(each))
    .filter(({ parentElement }) => !parentElement?.closest(correction));
}

/** A footer's way to all corrections is none. */
function isLinksAlone(element: Element): boolean {
  const links = [...element.querySelectorAll('a'), ...(element.closest('a') ? [element] : [])];
  const words = (text: string | null) => (text ?? '').match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const linked = links.reduce((sum, { textContent }) => sum + words(textContent), 0);
  return linked === words(element.textContent) && linked <= maxLinkWords * links.length;
}

/** More would be a sentence. */
const maxLinkWords = 4;

/** Other stories in the part: boxes as that of the heading is, beside it, with a first heading of their own. */
export function storiesIn(root: Element, heading: Element | null): Set<Element> {
  const found = new Set<Element>();
  if (heading?.tagName !== 'H1' || !root.contains(heading)) return found;
  for (let own = heading.parentElement; own && own !== root; own = own.parentElement) {
    let beside = own.nextElementSibling;
    for (
      let seen = 0;
      beside && seen < maxCandidates;
      beside = beside.nextElementSibling, seen += 1
    ) {
      if (isSameBox(beside, own) && beside.querySelector('h1') !== null) found.add(beside);
    }
  }
  return found;
}

function isSameBox(one: Element, other: Element): boolean {
  const [own, others] = [one.getAttribute('class'), other.getAttribute('class')];
  return own !== null && own !== '' && own === others && one.tagName === other.tagName;
}

const candidates = 'article, main, [role="main"], [itemprop~="articleBody"]';

/** More than any page has: each is held against each. */
const maxCandidates = 200;

/** What stands in no navigation or consent box and holds any text. */
function isPossible(element: Element, lengths: Lengths): boolean {
  if ((lengths.get(element) ?? 0) === 0) return false;
  return (
    element.closest('nav, aside, footer, [role="dialog"], [hidden]') === null && !isConsent(element)
  );
}

function isWithin(element: Element, articles: readonly Element[]): boolean {
  return articles.some(
    (each) => each !== element && each.tagName === 'ARTICLE' && each.contains(element),
  );
}

function rootOf(all: Element[], heading: Element | null, lengths: Lengths): Element | null {
  const tops = all.filter((each) => each.tagName === 'ARTICLE' && !isWithin(each, all));
  const mains = all.filter((each) => isMain(each));
  const bodies = all.filter((each) => each.matches('[itemprop~="articleBody"]'));
  const main = mains.length === 1 ? mains[0] : undefined;
  const headed = tops.find((each) => heading !== null && each.contains(heading));
  if (headed) return widened(headed, bodies, lengths);
  if (main && (main.contains(heading) || tops.length !== 1)) return main;
  if (tops.length === 1) return tops[0] ?? null;
  if (tops.length > 1) return longest(tops, lengths);
  const body = bodies.length === 1 ? bodies[0] : undefined;
  return body?.closest('[itemscope][itemtype*="Article"]') ?? body ?? null;
}

function isMain(element: Element): boolean {
  return element.tagName === 'MAIN' || element.getAttribute('role') === 'main';
}

function longest(elements: Element[], lengths: Lengths): Element | null {
  const lengthOf = (element: Element) => lengths.get(element) ?? 0;
  return elements.reduce<Element | null>(
    (most, each) => (most && lengthOf(most) >= lengthOf(each) ? most : each),
    null,
  );
}

/** An `article` that holds the heading alone stands beside the body of the text. */
function widened(headed: Element, bodies: Element[], lengths: Lengths): Element {
  const body = bodies.length === 1 ? bodies[0] : undefined;
  if (!body || headed.contains(body)) return headed;
  if ((lengths.get(body) ?? 0) <= (lengths.get(headed) ?? 0)) return headed;
  let root: Element = body;
  while (!root.contains(headed) && root.parentElement) root = root.parentElement;
  return root;
}

const consent =
  /consent|cookie|gdpr|ccpa|onetrust|didomi|usercentrics|sp_message|qc-cmp|truste|(?:^|\s)cmp(?:$|[\s_-])|privacy-(?:banner|center|dialog|manager|modal|notice|overlay|popup|wall)/iu;

/** How such a box is headed. */
const consentHeading =
  /\b(?:cookies?|your privacy|privatsphäre|vie privée|privacidad|personvern|riservatezza)\b/iu;

/** Whether an element is a box that asks for consent, or another dialog. */
export function isConsent(element: Element): boolean {
  if (element.tagName === 'ARTICLE') return isConsentArticle(element);
  if (['HTML', 'BODY', 'MAIN'].includes(element.tagName)) return false;
  if (/^(?:alert)?dialog$/u.test(element.getAttribute('role') ?? '')) return true;
  if (element.tagName === 'DIALOG' || element.getAttribute('aria-modal') === 'true') return true;
  if (consent.test(`${element.id} ${element.getAttribute('class') ?? ''}`)) return true;
  return asksForConsent(element);
}

const accept =
  /\b(?:accept|agree|allow all|reject|manage (?:cookies|options|preferences)|zustimmen|akzeptieren|einverstanden|ablehnen|accepter|refuser|aceptar|rechazar|aceitar|accetta|rifiuta|accepteren|akkoord|godta|godkend|acceptera|zgadzam)\b|принять|прийняти|أوافق|قبول|同意|동의/iu;

/** An article about cookies may be called after them: one that is a wall bears another heading than its page, and can be agreed to. */
function isConsentArticle(element: Element): boolean {
  if (!asksForConsent(element) || element.querySelector('h1')) return false;
  const pressed = [...element.querySelectorAll('button, input')];
  if (!pressed.some((each) => accept.test(each.textContent || each.getAttribute('value') || ''))) {
    return false;
  }
  return !titleOf(element.ownerDocument).trim().startsWith(headOf(element));
}

/** By how it is headed and what can be pressed in it: so surely that it may be longer than the article. */
function asksForConsent(element: Element): boolean {
  return consentHeading.test(headOf(element)) && element.querySelector('button, input') !== null;
}

/** What a box begins with, where that is a heading; "" where it is none, or the page's own. */
function headOf(element: Element): string {
  let first = element.firstElementChild;
  for (
    let depth = 0;
    depth < 3 && first && /^(?:DIV|HEADER|SECTION)$/u.test(first.tagName);
    depth += 1
  ) {
    first = first.firstElementChild;
  }
  return first && /^H[2-6]$/u.test(first.tagName)
    ? (first.textContent ?? '').trim().slice(0, 80)
    : '';
}

/** How readers' remarks are headed. */
const commentsHeading =
  /^(?:\d+ )?(?:comments?|readers[’'] comments|kommentare?|kommentarer|commentaires?|comentarios?|commenti|reacties|комментарии|коментарі|التعليقات|تبصرے|コメント|评论|댓글)(?: ?[(\d][\d )]*)?$/iu;

const besideWords = new Set(
  (
    'ad ads advert advertisement advertising banner breadcrumb breadcrumbs commentlist comments disqus gdpr menu ' +
    'navbar navigation newsletter outbrain pagination popup promo promotion promoted recirc recirculation ' +
    'recommend recommended recommendations related relatedposts relateds share sharebar sharing shares sidebar signup ' +
    'skip skiplink social socials sponsor sponsored subscribe subscription taboola tags taglist teaser ' +
    'teasers toolbar trending widget'
  ).split(' '),
);

function besideIn(
  root: Element,
  heading: Element | null,
  lengths: Lengths,
  apart: ReadonlySet<Element>,
): (element: Element) => boolean {
  const most = (lengths.get(root) ?? 0) / 2;
  return (element) => {
    if (element === root || element.contains(heading)) return false;
    if (apart.has(element) || asksForConsent(element)) return true;
    return (lengths.get(element) ?? 0) <= most && isBeside(element);
  };
}

/** Whether an element calls itself something that stands beside an article's text. */
export function isBeside(element: Element): boolean {
  const name = element.tagName;
  if (name === 'ASIDE' && element.matches(correction)) return isLinksAlone(element);
  if (name === 'NAV' || name === 'ASIDE' || name === 'FORM' || name === 'MENU') return true;
  if (element.getAttribute('role') === 'navigation') return true;
  if (/Comment|WPAdBlock|SiteNavigation/u.test(element.getAttribute('itemtype') ?? '')) return true;
  if (isConsent(element) || commentsHeading.test(headOf(element))) return true;
  // A custom element says in its own name what it is, as amp-ad does.
  const own = name.includes('-') ? name : '';
  const words = `${own} ${element.id} ${element.getAttribute('class') ?? ''}`.split(
    /[\s_-]+|(?<=[a-z])(?=[A-Z])/u,
  );
  if (isPost(words)) return false;
  return words.some((word) => besideWords.has(word.toLowerCase()));
}

/** What others wrote on a network, in a box that says so. */
function isPost(words: readonly string[]): boolean {
  const said = new Set(words.map((word) => word.toLowerCase()));
  return (
    said.has('social') && ['embed', 'embedded', 'post', 'quote'].some((word) => said.has(word))
  );
}

/** Readers' comments, say, are marked up as articles too. */
function isInBeside(element: Element): boolean {
  for (let each: Element | null = element; each; each = each.parentElement) {
    if (isBeside(each)) return true;
  }
  return false;
}

type Lengths = Map<Element, number>;

/** How much text each element holds that a browser shows, without white space; in one pass. */
export function textLengths(body: Element): Lengths {
  const lengths: Lengths = new Map();
  const measure = (element: Element): number => {
    let length = 0;
    if (!isUnseen(element)) {
      for (let child = element.firstChild; child; child = child.nextSibling) {
        if (child.nodeType === 3) length += (child.nodeValue ?? '').replace(/\s+/gu, '').length;
        if (child.nodeType === 1) length += measure(child as Element);
      }
    }
    lengths.set(element, length);
    return length;
  };
  measure(body);
  return lengths;
}
