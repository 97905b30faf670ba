import { button, element } from '../page/element.js';
import { inBrief } from '../text/passage.js';
import type { EditionText } from '../text/text-position.js';
import { annotationOf, type Drafts } from './draft.js';

/** The drafts of an article that are not open here, each to be opened at its passage or discarded. */
export class WaitingDrafts {
  readonly box = element('details', { class: 'waiting-drafts', hidden: true });

  constructor(
    private readonly drafts: Drafts,
    private readonly text: EditionText,
    private readonly reopen: (key: string) => void,
  ) {
    // Another tab keeps and drops drafts too.
    window.addEventListener('storage', () => this.show());
  }

  show(): void {
    const waiting = this.drafts.kept().filter((key) => key !== this.drafts.open);
    const count = `${waiting.length} unsaved draft${waiting.length === 1 ? '' : 's'}`;
    this.box.hidden = waiting.length === 0;
    this.box.toggleAttribute('data-drafts', waiting.length > 0);
    if (waiting.length > 0) this.box.dataset.drafts = String(waiting.length);
    const rows = waiting.map((key) => element('li', {}, ...this.offerOf(key)));
    this.box.replaceChildren(element('summary', {}, count), element('ul', {}, ...rows));
  }

  private offerOf(key: string): (Node | string)[] {
    const draft = this.drafts.read(key);
    const exact = draft?.span
      ? this.text.content.slice(draft.span.start, draft.span.end)
      : (draft?.entries.find(([name]) => name === 'exact')?.[1] ?? '');
    const chain = draft?.entries.find(([name]) => name === 'chain')?.[1] ?? '';
    const what = exact === '' ? (annotationOf(key) ? 'Changes' : 'No passage') : inBrief(exact);
    const discard = () => {
      this.drafts.drop(key);
      this.show();
    };
    const open = button('Open', () => this.reopen(key), 'link');
    return [
      element('bdi', {}, what),
      ' ',
      element('code', { dir: 'auto' }, chain),
      ' ',
      open,
      ' ',
      button('Discard', discard, 'link'),
    ];
  }
}
