import { momentOfPlace, placeOfMoment } from '../../domain/history/place.js';
import type { LiveEvents, Presence } from '../../domain/live/live-event.js';
import { Problem } from '../../domain/problem.js';
import type { Visibility } from '../../domain/rounds/visibility.js';
import type { Change, Commit, Store } from '../../store/store.js';
import { type Desk, outlastingRequests } from '../desk.js';
import { OneAtATime } from '../one-at-a-time.js';
import { type Credential, isOver, lastsUntil } from '../people/credentials.js';
import { visibilityOf } from '../rounds/visibility.js';
import {
  eventSummariesIn,
  isNews,
  rememberedVisibility,
  summaryOf,
  visibleEventsOf,
} from './live-events.js';
import { type Position, PositionSeal } from './live-position.js';
import { attendanceOf, type Present, presenceOf, presentIn, seesPresence } from './presence.js';
import { type EventSummary, RecentCommits } from './recent-commits.js';

/** Somebody who is told what happens while it happens. */
export interface Listener {
  readonly person: string;
  /** Of which article they want to hear; null: of all. */
  readonly article: string | null;
  /** What lets them in: when it ends, they are told no more. */
  readonly pass: Credential;
  /** Up to a position nothing else has happened of which they may know. */
  tell(position: string, news: LiveEvents): void;
  see(presence: Presence): void;
  /** Nothing new; and the connection still stands. */
  beat(position: string): void;
  end(): void;
}

/** The connections to everybody who listens to this desk in this process. */
export function liveOn(desk: Desk): Live {
  const live = liveOfStores.get(desk.whole) ?? new Live(desk);
  liveOfStores.set(desk.whole, live);
  return live;
}

const liveOfStores = new WeakMap<Store, Live>();

/** The number of commits that are kept for those whose connection was cut. */
const maxCommits = 2_000;
/** How often a word goes over a quiet connection, in milliseconds: proxies cut one after a minute. */
const beatMs = 25_000;
/**
 * After so many, five minutes, a connection is ended, and whoever is there comes back for what they missed: of one whose
 * machine has gone to sleep or off the network the system says nothing for a quarter of an hour, of one that reads nothing never.
 */
const maxBeats = 12;
/** Of one person, in this process; a browser shares one among its tabs where it can. */
const maxConnections = 20;
/** Whoever was away for more than this many events looks everything up anew. */
const maxEvents = 1_000;

/** How things stand after the last commit that was told on. */
interface Standing {
  commit: number;
  /** The id of the newest event. */
  newest: string;
  recent: RecentCommits;
  blind: Visibility['blind'];
  seal: PositionSeal;
}

/**
 * Tells on what the store's watch tells: one watch for all who listen, and each learns of every
 * commit in order, of other people's events alone, and of those only that they may see. Whoever was
 * cut off goes on where they were. An event may be told twice, but none is left out.
 */
class Live {
  readonly #desk: Desk;
  readonly #stop: () => void;
  #signals: Promise<void> = Promise.resolve();
  /** Until when each one's pass lasts, and how many words went to them. */
  readonly #listeners = new Map<Listener, { until: string | null; beats: number }>();
  #standing: Standing | null = null;
  /** Everything is done in the order of the commits. */
  readonly #inOrder = new OneAtATime();
  #timer: NodeJS.Timeout | null = null;
  #hungUp = false;

  constructor(desk: Desk) {
    this.#desk = outlastingRequests(desk);
    const unwatch = desk.whole.watch(
      (commit) => this.#take(commit),
      () => this.#startOver(),
    );
    attendanceOf(desk);
    const unlisten = desk.signals.listen((text) => this.#takeSignal(text));
    this.#stop = () => {
      unwatch();
      unlisten();
    };
  }

  /** Where things stand now: whoever is told what happened after it will have missed nothing. */
  async position(): Promise<string> {
    return this.#written(await this.#inOrder.run(() => this.#begin()));
  }

  /** What happened after a position, as somebody may know of it, and where things stand now. */
  async since(
    listener: Pick<Listener, 'person' | 'article'>,
    after: string | null,
  ): Promise<{ position: string; news: LiveEvents }> {
    await this.#desk.whole.caughtUp();
    return this.#inOrder.run(async () => {
      const standing = await this.#begin();
      const news = await this.#newsSince(standing, listener, after);
      return { position: this.#written(standing), news };
    });
  }

  /**
   * Tells somebody what happened after a position, be it nothing, and from then on what happens,
   * until they leave. Throws *unauthenticated* where their pass has ended, *unavailable* once the
   * server is about to stop, *too-many* for one who has as many connections as a person may.
   */
  async listen(listener: Listener, after: string | null): Promise<void> {
    await this.#desk.whole.caughtUp();
    await this.#inOrder.run(async () => {
      const standing = await this.#begin();
      const until = await lastsUntil(this.#desk, listener.pass);
      const news = await this.#newsSince(standing, listener, after);
      this.#demandOn();
      this.#demandRoom(listener);
      listener.tell(this.#written(standing), news);
      this.#listeners.set(listener, { until, beats: 0 });
      this.#timer ??= setInterval(() => this.beat(), beatMs).unref();
    });
  }

  #demandRoom({ person }: Listener): void {
    const theirs = [...this.#listeners.keys()].filter((each) => each.person === person);
    if (theirs.length < maxConnections) return;
    const message = 'You listen over as many connections as you may: end one first.';
    throw new Problem('too-many', message, [], { retryAfter: 60 });
  }

  leave(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  /** How many listen. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Keeps connections open, and ends those whose pass or time has run out. */
  beat(): void {
    const position = this.#standing && this.#written(this.#standing);
    for (const [listener, heard] of this.#listeners) {
      if (isOver(this.#desk, heard.until) || heard.beats >= maxBeats) this.#end(listener);
      else if (position) listener.beat(position);
      heard.beats += 1;
    }
  }

  /** Ends every connection for good: the server stops. */
  hangUp(): void {
    this.#hungUp = true;
    this.#stop();
    this.#endAll();
  }

  async #begin(): Promise<Standing> {
    this.#demandOn();
    this.#standing ??= await this.#stand();
    return this.#standing;
  }

  /** Commits that are told while this is worked out wait for their turn, and may be in it. */
  async #stand(): Promise<Standing> {
    const seal = await PositionSeal.of(this.#desk);
    const { number } = await this.#desk.whole.commit([]);
    const [newest] = (await this.#newestEvents(1)).items;
    const { blind } = await visibilityOf(this.#desk, null);
    const recent = new RecentCommits(number, maxCommits);
    return { commit: number, newest: newest?.id ?? '', recent, blind, seal };
  }

  #take(commit: Commit): void {
    this.#inOrder.run(() => this.#tell(commit)).catch(() => this.#startOver());
  }

  async #tell({ number, changes }: Commit): Promise<void> {
    const standing = this.#standing;
    if (standing === null || number <= standing.commit) return;
    const events = eventSummariesIn(changes);
    standing.commit = number;
    standing.recent.add(number, events);
    for (const { id } of events) if (id > standing.newest) standing.newest = id;
    if (changes.some((change) => change.in === 'rounds')) {
      standing.blind = (await visibilityOf(this.#desk, null)).blind;
    }
    this.#heedPasses(changes);
    await this.#tellOf(events, standing);
  }

  async #tellOf(events: readonly EventSummary[], standing: Standing): Promise<void> {
    if (events.length === 0) return;
    const toldOf = rememberedVisibility(this.#desk.whole);
    const position = this.#written(standing);
    for (const listener of [...this.#listeners.keys()]) {
      const changes = await visibleEventsOf(events, listener, standing.blind, toldOf);
      if (changes.length > 0) listener.tell(position, { changes, missed: false });
    }
  }

  /** A round may have been opened before this was said: only who knows of it knows who may be told. */
  #takeSignal(text: string): void {
    const present = presentIn(text);
    if (!present || this.#listeners.size === 0) return;
    this.#signals = this.#signals
      .then(() => this.#desk.whole.caughtUp())
      .then(() => this.#inOrder.run(() => this.#tellOfPresence(present)))
      // It is said again soon: one that is lost is no loss.
      .catch(() => {});
  }

  async #tellOfPresence(present: Present): Promise<void> {
    const blind = this.#standing?.blind;
    if (!blind) return;
    const presence = await presenceOf(this.#desk, present);
    for (const listener of this.#listeners.keys()) {
      const { person } = listener;
      if (person === present.person) continue;
      if (seesPresence({ person, blind }, present)) listener.see(presence);
    }
  }

  /** Who was signed out hears no more; who used their session may stay longer. */
  #heedPasses(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.in !== 'sessions' && change.in !== 'tokens') continue;
      for (const [listener, heard] of [...this.#listeners]) {
        if (listener.pass.in !== change.in || listener.pass.id !== change.doc.id) continue;
        if (change.do === 'remove') this.#end(listener);
        else heard.until = change.doc.expires;
      }
    }
  }

  async #newsSince(
    standing: Standing,
    listener: Pick<Listener, 'person' | 'article'>,
    after: string | null,
  ): Promise<LiveEvents> {
    if (after === null) return { changes: [], missed: false };
    const from = standing.seal.read(after);
    const events = from && (await this.#happenedSince(standing, from));
    if (!events) return { changes: [], missed: true };
    const toldOf = rememberedVisibility(this.#desk.whole);
    return {
      changes: await visibleEventsOf(events, listener, standing.blind, toldOf),
      missed: false,
    };
  }

  async #happenedSince(
    { commit, recent }: Standing,
    from: Position,
  ): Promise<readonly EventSummary[] | null> {
    const known = from.commit <= commit ? recent.since(from.commit) : null;
    return known ?? this.#recordedSince(placeOfMoment(from.newest));
  }

  /** From the history, with those whose ids begin alike; null where that is too much. */
  async #recordedSince(place: string): Promise<EventSummary[] | null> {
    const { items, next } = await this.#newestEvents(maxEvents);
    const recorded = items.filter((event) => event.id >= place && isNews(event));
    const isWhole = next === null || items.some(({ id }) => id < place);
    return isWhole ? recorded.map(summaryOf).reverse() : null;
  }

  #newestEvents(limit: number) {
    return this.#desk.whole.find('events', 'all', { key: '', order: 'descending', limit });
  }

  #written({ seal, commit, newest }: Standing): string {
    return seal.write({ commit, newest: momentOfPlace(newest) });
  }

  /** Something was missed, or is not sure: whoever comes back is told from the beginning. */
  #startOver(): void {
    this.#standing = null;
    this.#endAll();
  }

  #end(listener: Listener): void {
    this.leave(listener);
    listener.end();
  }

  #endAll(): void {
    for (const listener of [...this.#listeners.keys()]) this.#end(listener);
  }

  #demandOn(): void {
    if (this.#hungUp) throw new Problem('unavailable', 'The server is about to stop.');
  }
}
