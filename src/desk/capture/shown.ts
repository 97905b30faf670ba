/*
 * What of a page a browser shows, as far as the page itself says it: style sheets are not read.
 */

const silent = new Set(
  (
    'AUDIO BUTTON CANVAS DATALIST HEAD IFRAME INPUT MATH NOSCRIPT OBJECT OPTION RP SCRIPT SELECT STYLE ' +
    'SVG TEMPLATE TEXTAREA TITLE VIDEO'
  ).split(' '),
);

/** Class names by which the common style sheets hide a text from the eye and leave it to screen readers. */
const unseenClass =
  /(?:^|\s)(?:sr-only|sr_only|screen-reader(?:-text|-only)?|screenreader(?:-text)?|visually-?hidden|visuallyhidden|visually_hidden|u-visually-hidden|a11y-hidden|assistive-text|element-invisible|offscreen|off-screen|is-visually-hidden|vh|clip-text)(?:\s|$)/iu;

const unseenStyle =
  /(?:display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(|clip-path\s*:\s*inset\(\s*(?:50|100)%|(?:left|top|text-indent)\s*:\s*-\d{3,}(?:px|em|rem)|font-size\s*:\s*0(?:px)?\s*(?:;|$))/iu;

/** Whether a browser shows nothing of the element to the eye. */
export function isUnseen(element: Element): boolean {
  // Elements of SVG bear lower-case names.
  const name = element.tagName.toUpperCase();
  if (silent.has(name)) return true;
  if (name === 'DIALOG' && !element.hasAttribute('open')) return true;
  if (isStandIn(element)) return true;
  if (element.hasAttribute('hidden')) return true;
  if (unseenClass.test(element.getAttribute('class') ?? '')) return true;
  return unseenStyle.test(element.getAttribute('style') ?? '');
}

/** AMP shows these only until, or unless, what they stand for is there. */
function isStandIn(element: Element): boolean {
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

const blockStyle =
  /(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item|flow-root|table-row|table-caption)\b/iu;
const inlineStyle = /(?:^|;)\s*display\s*:\s*(?:inline|contents)\b/iu;

/** Whether a browser sets the element on lines of its own. */
export function isBlock(element: Element): boolean {
  const style = element.getAttribute('style') ?? '';
  if (blockStyle.test(style)) return true;
  return blocks.has(element.tagName.toUpperCase()) && !inlineStyle.test(style);
}
