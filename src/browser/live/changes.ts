import type { LiveEvent, LiveEvents } from '../../domain/live/live-event.js';
import { counted } from '../../domain/text/wording.js';
import { announce } from '../page/announce.js';
import { button, element } from '../page/element.js';
import { flashBeside } from '../page/flash.js';
import { addShortcut } from '../page/keys.js';
import type { SharedEvents } from './live.js';
import { liveCorner } from './live-corner.js';

/** What a page shows of the desk, and how it takes over what has changed. */
export interface LivePart {
  concerns(change: LiveEvent): boolean;
  /** Shows what has changed; false where it was not shown, and waits on. */
  show(changes: readonly LiveEvent[], missed: boolean): Promise<boolean>;
}

/**
 * What colleagues changed on the open page waits as a small count until somebody presses it:
 * nothing moves by itself.
 */
export class Changes {
  /** By the event: one may be told twice. */
  private readonly waiting = new Map<string, LiveEvent>();
  private readonly shown = new Set<string>();
  private missed = false;
  private isShowing = false;
  private title = document.title;
  private readonly count = element('span', {});
  private readonly button = button('', () => void this.show());

  constructor(
    private readonly line: SharedEvents,
    private readonly place: LivePart,
  ) {
    this.button.append(this.count, ' ', element('kbd', {}, '.'));
    line.news.listen((news) => this.take(news));
    addShortcut('.', 'Show what colleagues have changed', () => void this.show());
    // One page may take the place of another without being loaded: it says when it was made.
    new MutationObserver((all) => {
      const main = all.flatMap(({ addedNodes }) => [...addedNodes]).find(isMain);
      if (main) void this.turnTo(main);
    }).observe(document.body, { childList: true });
  }

  private take({ changes, missed }: LiveEvents): void {
    for (const change of changes) {
      const isShown = this.shown.has(change.event);
      if (!isShown && this.place.concerns(change)) this.waiting.set(change.event, change);
    }
    this.missed ||= missed;
    this.draw();
  }

  /** What came before that page was made, it shows; and of one that was left before the answer came, none is wanted. */
  private async turnTo(main: HTMLElement): Promise<void> {
    const { position } = main.dataset;
    this.title = document.title;
    this.waiting.clear();
    this.missed = false;
    this.draw();
    const news = position ? await this.line.since(position) : null;
    if (news && main.isConnected) this.take(news);
  }

  private draw(): void {
    const changes = [...this.waiting.values()];
    const size = new Set(changes.map(changeOf)).size;
    const wasThere = this.button.isConnected;
    this.count.textContent = this.missed ? 'More changes' : inWords(changes);
    document.title = size > 0 ? `(${size}) ${this.title}` : this.title;
    if (size === 0 && !this.missed) this.button.remove();
    else if (!wasThere) liveCorner().append(this.button);
    if (!wasThere && this.button.isConnected) {
      announce('Colleagues have changed what this page shows. Press the full stop to see it.');
    }
  }

  private async show(): Promise<void> {
    const changes = [...this.waiting.values()];
    if (this.isShowing) return;
    if (changes.length === 0 && !this.missed) return flashBeside('Nothing has changed.');
    this.isShowing = true;
    const isShown = await this.place.show(changes, this.missed);
    this.isShowing = false;
    if (!isShown) return;
    for (const { event } of changes) {
      this.waiting.delete(event);
      this.shown.add(event);
    }
    this.missed = false;
    this.draw();
    announce(`${counted(new Set(changes.map(changeOf)).size, 'change')} shown.`);
  }
}

/** What an event is a part of: whatever becomes of an article by one edition is one change. */
function changeOf({ article, edition, event }: LiveEvent): string {
  return edition ? `${article} ${edition.number}` : event;
}

/** Pages on which an edition needs no article beside its number. */
const ofOneArticle = 'main:is([data-article], [data-live^="annotation/"])';

/** What waits, in a few words: as how many changes, or as the newest edition where one came in. */
function inWords(changes: readonly LiveEvent[]): string {
  const all = new Set(changes.map(changeOf));
  const last = changes.findLast(({ edition }) => edition);
  if (!last?.edition || !document.querySelector(ofOneArticle)) return counted(all.size, 'change');
  const { gone, number } = last.edition;
  const others = changes.filter(({ edition }) => edition === null).length;
  const said = `Edition ${number} ${gone ? 'was taken back' : 'is here'}`;
  return others === 0 ? said : `${said}, and ${counted(others, 'change')}`;
}

function isMain(node: Node): node is HTMLElement {
  return node instanceof HTMLElement && node.matches('main');
}
