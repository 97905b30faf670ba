/*
 * What of a page a browser shows, by its markup and its style attributes; page-styles.ts has written
 * there what the page's own style sheets say.
 */

/** Controls, pictures, and what is for programs. */
const silent = new Set(
  (
    'ANNOTATION ANNOTATION-XML AUDIO BUTTON CANVAS DATALIST HEAD IFRAME METER NOSCRIPT OBJECT OPTION PROGRESS RP SCRIPT SELECT STYLE ' +
    'SVG TEMPLATE TEXTAREA TITLE VIDEO'
  ).split(' '),
);

/** Class names by which the common style sheets hide a text from the eye and leave it to screen readers. */
const unseenClass =
  /(?:^|\s)(?:sr-only|sr_only|screen-reader(?:-text|-only)?|screenreader(?:-text)?|visually-?hidden|visuallyhidden|visually_hidden|u-visually-hidden|a11y-hidden|assistive-text|element-invisible|offscreen|off-screen|is-visually-hidden|vh|clip-text)(?:\s|$)/iu;

const unseenStyle =
  /(?:^|[\s;])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|clip\s*:\s*rect\(|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?:left|top|text-indent)\s*:\s*-\d{3,}(?:px|em|rem)|font-size\s*:\s*0(?:px)?\s*(?:;|$))/iu;

/** Whether an element holds no text for people: a script, say, a button, or what stands there until something else does. */
export function isSilent(element: Element): boolean {
  // Elements of SVG bear lower-case names.
  return silent.has(element.tagName.toUpperCase()) || isStandIn(element);
}

/** Whether an element holds text that a browser does not show to the eye. */
export function isHidden(element: Element): boolean {
  if (element.tagName === 'DIALOG' && !element.hasAttribute('open')) return true;
  if (element.hasAttribute('hidden')) return true;
  if (unseenClass.test(element.getAttribute('class') ?? '')) return true;
  return unseenStyle.test(element.getAttribute('style') ?? '');
}

/** Whether a browser shows nothing of the element to the eye. */
export function isUnseen(element: Element): boolean {
  return isSilent(element) || isHidden(element);
}

/** What an element's style attribute says of a property; "" for nothing. */
export function styleOf(element: Element, property: string): string {
  const style = element.getAttribute('style') ?? '';
  if (!style.includes(property)) return '';
  const said = new RegExp(`(?:^|;)\\s*${property}\\s*:([^;]*)`, 'iu').exec(style)?.[1] ?? '';
  return said.replace(/!\s*important/iu, '').trim();
}

/** AMP shows these only until, or unless, what they stand for is there; but for a post's own words, which are the same. */
function isStandIn(element: Element): boolean {
  if (element.tagName === 'BLOCKQUOTE') return false;
  if (!element.hasAttribute('placeholder') && !element.hasAttribute('fallback')) return false;
  return element.parentElement?.tagName.startsWith('AMP-') ?? false;
}

const blocks = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIR DIV DL DT FIELDSET ' +
    'FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND LI MAIN MENU NAV OL ' +
    'OPTGROUP P PRE SEARCH SECTION SUMMARY TABLE TBODY TFOOT THEAD TR UL'
  ).split(' '),
);

const blockDisplay = /^(?:block|flex|grid|table|list-item|flow-root|table-row|table-caption)\b/iu;
const inlineDisplay = /^(?:inline|contents)\b/iu;

/** Whether a browser sets the element on lines of its own. */
export function isBlock(element: Element): boolean {
  const display = styleOf(element, 'display');
  if (blockDisplay.test(display)) return true;
  return blocks.has(element.tagName.toUpperCase()) && !inlineDisplay.test(display);
}

/** Whether a browser sets the element apart from the words beside it, on their line. */
export function isApart(element: Element): boolean {
  if (/^table-cell\b/iu.test(styleOf(element, 'display'))) return true;
  const { parentElement } = element;
  if (!parentElement?.hasAttribute('style')) return false;
  return /^(?:inline-)?(?:flex|grid)\b/iu.test(styleOf(parentElement, 'display'));
}
