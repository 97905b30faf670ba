import type { Presence } from '../../domain/live/live-event.js';
import { send } from '../annotations/save.js';
import { element } from '../page/element.js';
import type { SharedEvents } from './live.js';
import { liveCorner } from './live-corner.js';

type Activity = NonNullable<Presence['doing']>;

/** The annotation that one judges or edits just now. */
interface ActiveAnnotation {
  annotation: string;
  doing: Activity;
  form: HTMLFormElement;
}

/** How often one says that one is still there; the server believes it for twice as long. */
const beatMs = 20_000;
/** Whoever has not moved for so long is not at it any more. */
const idleMs = 60_000;

const forms = 'form[data-verdict-form], form[data-annotation-form]';
/** Where an annotation is shown to be judged, one need not touch its form to be judging it. */
const reviewed = 'main[data-review] form[data-verdict-form]';

/** Says which annotation one has open, and who else has it. */
export class Attendance {
  private atHand: ActiveAnnotation | null = null;
  private timer = 0;
  private moved = Date.now();
  /** By person and annotation. */
  private readonly others = new Map<string, Presence & { until: number }>();
  private readonly said = element('p', { role: 'status' });

  constructor(line: SharedEvents) {
    line.presence.listen((presence) => this.hear([presence]));
    line.joined.listen(() => this.remind());
    for (const act of ['pointermove', 'pointerdown', 'keydown', 'scroll']) {
      const note = () => this.onMove();
      document.addEventListener(act, note, { passive: true, capture: true });
    }
    document.addEventListener('focusin', ({ target }) => this.comeTo(formAt(target)));
    document.addEventListener('visibilitychange', () => this.onVisibility());
    window.addEventListener('pagehide', () => this.part());
    const look = () => this.comeTo(document.querySelector<HTMLFormElement>(reviewed));
    new MutationObserver(look).observe(document.body, { childList: true });
    look();
  }

  private comeTo(form: HTMLFormElement | null): void {
    const { atHand } = this;
    const next = form && atHandIn(form);
    if (!next) {
      if (atHand && !atHand.form.isConnected) this.part();
      return;
    }
    this.atHand = next;
    if (next.annotation === atHand?.annotation && next.doing === atHand.doing) return;
    if (atHand && next.annotation !== atHand.annotation) void this.tell(atHand, '');
    window.clearInterval(this.timer);
    this.timer = window.setInterval(() => this.remind(), beatMs);
    void this.tell(next, next.doing);
    this.draw();
  }

  private part(): void {
    window.clearInterval(this.timer);
    if (this.atHand) void this.tell(this.atHand, '');
    this.atHand = null;
    this.draw();
  }

  private onMove(): void {
    const wasIdle = Date.now() - this.moved > idleMs;
    this.moved = Date.now();
    if (wasIdle) this.remind();
  }

  private onVisibility(): void {
    if (!this.atHand) return;
    if (document.hidden) void this.tell(this.atHand, '');
    else void this.tell(this.atHand, this.atHand.doing);
  }

  private remind(): void {
    const { atHand } = this;
    const isThere = !document.hidden && Date.now() - this.moved < idleMs;
    if (atHand && !atHand.form.isConnected) this.part();
    else if (atHand && isThere) void this.tell(atHand, atHand.doing);
  }

  private async tell({ annotation }: ActiveAnnotation, doing: Activity | ''): Promise<void> {
    const entries: [string, string][] = [
      ['annotation', annotation],
      ['doing', doing],
    ];
    const answer = await send<{ here: Presence[] }>('/presence', entries, { keepalive: true });
    if (answer.kind === 'done') this.hear(answer.body.here);
  }

  private hear(presences: readonly Presence[]): void {
    for (const presence of presences) {
      const { person, annotation, doing, seconds } = presence;
      const key = `${person}/${annotation}`;
      if (doing === null) this.others.delete(key);
      else this.others.set(key, { ...presence, until: Date.now() + seconds * 1000 });
      window.setTimeout(() => this.draw(), (seconds + 1) * 1000);
    }
    this.draw();
  }

  private draw(): void {
    for (const [key, { until }] of this.others) if (until < Date.now()) this.others.delete(key);
    const here = [...this.others.values()].filter(
      ({ annotation }) => annotation === this.atHand?.annotation,
    );
    const words = here.map(({ name, doing }) => `${name} is ${doing} this now.`).join(' ');
    if (words === '') this.said.remove();
    else if (!this.said.isConnected) liveCorner().prepend(this.said);
    if (this.said.textContent !== words) this.said.textContent = words;
  }
}

function formAt(target: EventTarget | null): HTMLFormElement | null {
  return target instanceof Element ? target.closest<HTMLFormElement>(forms) : null;
}

/** What a form is about, by where it is sent; null for that of a new annotation. */
function atHandIn(form: HTMLFormElement): ActiveAnnotation | null {
  const action = form.getAttribute('action') ?? '';
  const [, annotation, verdict] = /^\/annotations\/(\w+)(\/verdicts)?$/u.exec(action) ?? [];
  return annotation ? { annotation, doing: verdict ? 'judging' : 'editing', form } : null;
}
