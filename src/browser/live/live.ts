import type { LiveEvents, Presence } from '../../domain/live/live-event.js';
import { Signal } from '../page/signal.js';

/** What comes over the line, as it is passed on to the other tabs. */
type SharedMessage = { id: string; news: LiveEvents } | { presence: Presence };

/** How long after the page was loaded the events are asked for, in milliseconds: reading comes first. */
const delayMs = 1_000;
/** After how long a line that the server refused is tried again, and at the most. */
const retryMs = { first: 5_000, last: 300_000 };

/**
 * What others do on the desk. All tabs of a browser share one line, since a browser has no more
 * than six connections to a server: one of them holds it and passes on what is said; when it is
 * closed, another takes its place. Where tabs can't agree on one, the visible one has a line.
 */
export class SharedEvents {
  readonly news = new Signal<LiveEvents>();
  readonly presence = new Signal<Presence>();
  /** From now on this page hears what is said; what was said before, it may have missed. */
  readonly joined = new Signal<void>();
  private source: EventSource | null = null;
  private channel: BroadcastChannel | null = null;
  private leaving = new AbortController();
  private pause = retryMs.first;

  /** `position` is the last of which this page knows. */
  constructor(
    private readonly person: string,
    private position: string,
  ) {}

  /** Joins in when the page has been loaded, and again when the browser brings it back. */
  begin(): void {
    window.addEventListener('load', () => window.setTimeout(() => void this.join(), delayMs));
    window.addEventListener('pagehide', () => this.part());
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) void this.join();
    });
  }

  /** What has happened since a position; null where that can't be had. */
  async since(position: string): Promise<(LiveEvents & { id: string }) | null> {
    try {
      const address = `/api/events?${new URLSearchParams({ after: position })}`;
      const response = await fetch(address, { headers: { Accept: 'application/json' } });
      return response.ok ? ((await response.json()) as LiveEvents & { id: string }) : null;
    } catch {
      return null;
    }
  }

  /** First it listens to what is passed on, then it asks what came while the page was on its way. */
  private async join(): Promise<void> {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    const isShared = 'locks' in navigator;
    if (isShared) this.listenToOthers();
    const news = await this.since(this.position);
    if (signal.aborted) return;
    if (news) this.take({ id: news.id, news });
    this.joined.send();
    if (isShared) this.waitForTurn(signal);
    else this.openWhileVisible(signal);
  }

  private part(): void {
    this.leaving.abort();
    this.close();
    this.channel?.close();
    this.channel = null;
  }

  private get name(): string {
    return `whence:live:${this.person}`;
  }

  private listenToOthers(): void {
    this.channel = new BroadcastChannel(this.name);
    this.channel.addEventListener('message', ({ data }) => this.take(data as SharedMessage));
  }

  /** Whoever holds the lock holds the line. */
  private waitForTurn(signal: AbortSignal): void {
    const untilItParts = () => {
      this.open();
      return new Promise<void>((done) => signal.addEventListener('abort', () => done()));
    };
    navigator.locks.request(this.name, { signal }, untilItParts).catch(() => {});
  }

  private openWhileVisible(signal: AbortSignal): void {
    const follow = () => (document.hidden ? this.close() : this.open());
    document.addEventListener('visibilitychange', follow, { signal });
    follow();
  }

  private open(): void {
    this.close();
    const source = new EventSource(`/api/events?${new URLSearchParams({ after: this.position })}`);
    this.source = source;
    source.addEventListener('open', () => {
      this.pause = retryMs.first;
      this.joined.send();
    });
    source.addEventListener('message', ({ lastEventId, data }) => {
      this.say({ id: lastEventId, news: JSON.parse(data) as LiveEvents });
    });
    source.addEventListener('presence', ({ data }) => {
      this.say({ presence: JSON.parse(data) as Presence });
    });
    source.addEventListener('error', () => this.onError(source));
  }

  private close(): void {
    this.source?.close();
    this.source = null;
  }

  /** A browser comes back by itself after a line was cut, but not after it was refused. */
  private onError(source: EventSource): void {
    if (source !== this.source || source.readyState !== EventSource.CLOSED) return;
    window.setTimeout(() => {
      if (this.source === source) this.open();
    }, this.pause);
    this.pause = Math.min(this.pause * 2, retryMs.last);
  }

  private say(said: SharedMessage): void {
    this.channel?.postMessage(said);
    this.take(said);
  }

  private take(said: SharedMessage): void {
    if ('presence' in said) this.presence.send(said.presence);
    else {
      this.position = said.id;
      this.news.send(said.news);
    }
  }
}
