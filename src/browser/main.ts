import { Annotating, type AnnotatingPlace } from './annotations/annotating.js';
import { goOnFromClaim } from './annotations/claim-field.js';
import { Deletion } from './annotations/deletion.js';
import { guardDrafts } from './annotations/draft.js';
import { offerLabelsInLine } from './annotations/labels-in-line.js';
import { sayWhyNot } from './annotations/why-not.js';
import { ActiveCard } from './articles/active-card.js';
import { keepArticleDrafts } from './articles/article-drafts.js';
import { BottomSheet } from './articles/bottom-sheet.js';
import { Cards } from './articles/cards.js';
import { followLinks } from './articles/deep-link.js';
import { Filters } from './articles/filters.js';
import { showFirstAdvice } from './articles/first-advice.js';
import { countLeftOver } from './articles/left-over.js';
import { Margin } from './articles/margin.js';
import { Marks } from './articles/marks.js';
import { Minimap } from './articles/minimap.js';
import { tendMoreMenus } from './articles/more-menu.js';
import { Chooser } from './articles/overlap-chooser.js';
import { SourceBrief } from './articles/source-brief.js';
import { drawMaps, keepSourcing } from './articles/sourcing-panel.js';
import { VerdictBar } from './articles/verdict-bar.js';
import { buildChain } from './chain/chain-field.js';
import { offerAlikeClaims } from './claims/alike.js';
import { ChangedArticle } from './live/changed-article.js';
import { followColleagues } from './live/colleagues.js';
import { beginWhereActed } from './page/act-place.js';
import { giveWayInHistory } from './page/back-address.js';
import { offerCopying } from './page/copy.js';
import { takeDroppedFile } from './page/drop-file.js';
import { tendDropdowns } from './page/dropdowns.js';
import { listenForEscape } from './page/escape.js';
import { tendServerFlashes } from './page/flash.js';
import { watchGestures } from './page/gesture.js';
import { leaveToInputMethods } from './page/input-method.js';
import { addShortcut, listenForKeys } from './page/keys.js';
import { holdOffline } from './page/offline.js';
import { listenForSaveKey } from './page/save-key.js';
import { showTimes } from './page/times.js';
import { listenForUndo } from './page/undo.js';
import { hideFromOthers } from './people/brought-back.js';
import { keepBesideForms } from './people/kept-beside.js';
import { sendPersonAlong } from './people/shown-to.js';
import { leaveWhenSignedOut } from './people/signed-out.js';
import { giveBackTyped } from './people/typed-before.js';
import { searchAsTyped } from './register/source-list.js';
import { watchExports } from './reports/export-progress.js';
import { completeMentions } from './review/mentions.js';
import { judgeOnOwnPage } from './review/own-page.js';
import { Review } from './review/review.js';
import { endSitting } from './review/sitting.js';
import { TypedVerdicts } from './review/typed-verdicts.js';
import { walkFound } from './search/found.js';
import { holdLongSearches } from './search/long-search.js';
import { leadToSearch } from './search/search-key.js';
import { EditionText } from './text/text-position.js';

/* Each part of the page gets what it can do; a page that lacks a part does without. */

document.documentElement.classList.add('scripted');
giveBackTyped();
guardDrafts(document.documentElement.dataset.person ?? null);
leaveWhenSignedOut();
hideFromOthers();
leaveToInputMethods();
watchGestures();
holdLongSearches();
holdOffline();
sendPersonAlong();
giveWayInHistory();
offerCopying();
tendServerFlashes();
new TypedVerdicts().forgetSaved();
showTimes();
listenForEscape();

const reading = document.querySelector<HTMLElement>('main[data-article]:not([data-review])');
const root = reading?.querySelector<HTMLElement>('[data-edition-text]');
followColleagues(reading && root ? bringToLife(reading, root) : null);
const alone = document.querySelector<HTMLFormElement>('main.narrow form[data-annotation-form]');
if (alone) buildChain(alone, { ...reading?.dataset });
tendMoreMenus();
tendDropdowns();
new SourceBrief();
const review = document.querySelector<HTMLElement>('main[data-review]');
if (review) new Review(review).shown.listen(completeMentions);
else if (!reading) judgeOnOwnPage();
if (document.querySelector('main.queue')) endSitting();
else listenForUndo();
const register = document.querySelector<HTMLFormElement>('form[data-source-search]');
const registerList = document.querySelector<HTMLElement>('[data-source-list]');
if (register && registerList) searchAsTyped(register, registerList);
leadToSearch();
offerAlikeClaims();
goOnFromClaim();
offerLabelsInLine();
watchExports();
drawMaps();
completeMentions(document);
listenForSaveKey();
takeDroppedFile();
walkFound();
keepArticleDrafts();
keepBesideForms();
listenForKeys();
beginWhereActed();

function bringToLife(page: HTMLElement, root: HTMLElement): ChangedArticle {
  const article = page.dataset.article ?? '';
  const text = new EditionText(root);
  const marks = new Marks(root);
  const box = page.querySelector<HTMLElement>('.margin .cards') ?? document.createElement('div');
  const cards = new Cards(box, article, marks);
  const parts = { text, marks, cards };
  const changed = new ChangedArticle(page, parts);
  addShortcut('j', 'Next annotation', () => marks.step(1));
  addShortcut('k', 'Previous annotation', () => marks.step(-1));
  const bar = page.querySelector<HTMLTemplateElement>('template[data-verdict-bar]');
  const active = new ActiveCard(marks, cards);
  if (bar) new VerdictBar(bar, changed, active, marks);
  const margin = beside(page, root, marks, cards);
  const update = (id: string) => changed.update(id);
  annotating(page, article, { ...parts, margin, update });
  followLinks(marks, cards);
  keepSourcing(page, article, cards);
  showFirstAdvice();
  return changed;
}

function beside(page: HTMLElement, root: HTMLElement, marks: Marks, cards: Cards): Margin {
  const paper = page.querySelector<HTMLElement>('.paper');
  const aside = page.querySelector<HTMLElement>('.margin');
  const strip = page.querySelector<HTMLElement>('.minimap');
  const chips = page.querySelector<HTMLElement>('.strip');
  if (paper) new Chooser(paper, marks, cards);
  if (aside) new BottomSheet(aside, marks, cards);
  const margin = new Margin(root, marks, cards);
  const drawn = strip && new Minimap(strip, root, marks);
  const filtered = () => {
    margin.refresh();
    drawn?.refresh();
  };
  if (chips) new Filters(chips, marks, cards, filtered);
  cards.changed.listen(() => drawn?.refresh());
  countLeftOver(cards, marks);
  return margin;
}

function annotating(
  page: HTMLElement,
  article: string,
  parts: Pick<AnnotatingPlace, 'text' | 'marks' | 'cards' | 'margin' | 'update'>,
): void {
  const paper = page.querySelector<HTMLElement>('.paper');
  const form = page.querySelector<HTMLFormElement>('form[data-annotation-form]');
  new Deletion(parts);
  const { whyNot } = page.dataset;
  if (whyNot) sayWhyNot(whyNot, parts.text);
  if (!paper || !form || page.dataset.mayAnnotate === undefined) return;
  const person = document.documentElement.dataset.person ?? '';
  const publisher = page.dataset.publisher ?? '';
  new Annotating({ ...parts, paper, form, person, article, publisher });
}
