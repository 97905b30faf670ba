import { element } from '../page/element.js';
import { flashBeside } from '../page/flash.js';
import { addShortcut } from '../page/keys.js';
import { VerdictAim } from './aim.js';

/** What the keys press in the form. */
const keys: readonly [key: string, pressed: string, words: string][] = [
  ['a', 'button[value="agree"]', 'Agree'],
  ['d', 'button[value="dispute"]', 'Dispute, and say why'],
  ['u', 'button[value="unsure"]', 'Unsure'],
  ['p', '[data-propose]', 'Propose something else'],
];

/**
 * The form by which the annotation at hand, or a part of it, is judged. A dispute asks for its reason
 * before it is sent, and says what it disputes.
 */
export class VerdictForm {
  readonly aim: VerdictAim;
  private readonly why: HTMLTextAreaElement | null;

  constructor(
    readonly form: HTMLFormElement,
    card: HTMLElement,
  ) {
    this.why = form.querySelector<HTMLTextAreaElement>('textarea[name="comment"]');
    for (const [key, pressed] of keys) {
      const place = form.querySelector(pressed);
      if (place && !place.querySelector('kbd')) place.append(' ', element('kbd', {}, key));
    }
    this.aim = new VerdictAim(form, card, () => this.tell());
    this.dispute?.addEventListener('click', (event) => this.onDispute(event));
    this.send?.addEventListener('click', () => this.form.requestSubmit(this.dispute));
    if (this.why?.getAttribute('aria-invalid') === 'true') form.classList.add('disputing');
    this.aim.show();
  }

  press(selector: string): boolean {
    const pressed = this.form.querySelector<HTMLElement>(selector);
    pressed?.click();
    return pressed !== null;
  }

  private get dispute(): HTMLButtonElement | null {
    return this.form.querySelector<HTMLButtonElement>('button[value="dispute"]');
  }

  private get send(): HTMLElement | null {
    return this.form.querySelector<HTMLElement>('[data-send] > button');
  }

  private get isDisputing(): boolean {
    return this.form.classList.contains('disputing');
  }

  /** Without its reason it is only begun, and so is one that was taken back: its reason is to be looked at first. */
  private onDispute(event: MouseEvent): void {
    const isSaid = this.why?.checkVisibility() && this.why.value.trim() !== '';
    const isTakenBack = this.form.dataset.takenBack !== undefined;
    if ((this.isDisputing || isSaid) && !isTakenBack) return;
    event.preventDefault();
    delete this.form.dataset.takenBack;
    this.askWhy();
    this.why?.focus();
  }

  private askWhy(): void {
    this.form.classList.add('disputing');
    this.tell();
  }

  private tell(): void {
    const { isDisputing } = this;
    this.dispute?.setAttribute('aria-pressed', String(isDisputing));
    const sending = this.form.querySelector<HTMLElement>('[data-send]');
    if (sending) sending.hidden = !isDisputing;
    const act = this.form.querySelector('[data-act]');
    if (act) act.textContent = isDisputing ? 'Dispute:' : 'Review:';
    // The name stands above; the button says which part.
    const [part = ''] = this.aim.words.split(', ') ?? [];
    this.send?.replaceChildren(`Dispute ${part} `, element('kbd', {}, 'Ctrl ↵'));
  }
}

/** Registers the keys of a verdict; `current` is the form at hand, or why there is none. */
export function addVerdictKeys(current: () => VerdictForm | string): void {
  const using = (use: (form: VerdictForm) => boolean, missing: string) => {
    const form = current();
    if (typeof form === 'string') flashBeside(form);
    else if (!use(form)) flashBeside(missing);
  };
  for (const [key, pressed, words] of keys) {
    const run = () => using((form) => form.press(pressed), 'That is not open to you here.');
    addShortcut(key, words, run, { decides: true, mayBeTypedOn: key === 'u' });
  }
  const hops = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
  addShortcut(
    '1–9',
    'Aim at a hop of the chain',
    (pressed) => using(({ aim }) => aim.at(`hop:${pressed}`), `There is no hop ${pressed}.`),
    { pressed: hops },
  );
  addShortcut('0', 'Aim at the whole', () => using(({ aim }) => aim.at('whole'), ''));
}

/** The form of a verdict on a page that has one for itself. */
export function verdictFormIn(page: ParentNode): VerdictForm | null {
  const form = page.querySelector<HTMLFormElement>('form[data-verdict-form]');
  const card = page.querySelector<HTMLElement>('article.card[data-annotation]');
  return form && card ? new VerdictForm(form, card) : null;
}
