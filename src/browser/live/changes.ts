import type { LiveEvent, LiveEvents } from '../../domain/live/live-event.js';
import { announce } from '../page/announce.js';
import { button, element } from '../page/element.js';
import { addShortcut } from '../page/keys.js';
import type { SharedEvents } from './live.js';
import { liveCorner } from './live-corner.js';

/** What a page shows of the desk, and how it takes over what has changed. */
export interface Place {
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
    private readonly place: Place,
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

  /** What came before that page was made, it shows. */
  private async turnTo({ dataset }: HTMLElement): Promise<void> {
    this.title = document.title;
    this.waiting.clear();
    this.missed = false;
    this.draw();
    const news = dataset.position ? await this.line.since(dataset.position) : null;
    if (news) this.take(news);
  }

  private draw(): void {
    const { size } = this.waiting;
    const wasThere = this.button.isConnected;
    this.count.textContent = this.missed ? 'More changes' : counted(size);
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
    if (changes.length === 0 && !this.missed) return announce('Nothing has changed.');
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
    announce(`${counted(changes.length)} shown.`);
  }
}

function counted(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

function isMain(node: Node): node is HTMLElement {
  return node instanceof HTMLElement && node.matches('main');
}
