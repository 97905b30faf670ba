import { announce } from '../page/announce.js';
import { element } from '../page/element.js';
import { textOf } from '../page/fetched.js';

/** How long it is until the desk is asked again, in milliseconds. */
const pauseMs = 700;
/** So often it may know nothing, before it is taken to be made by a process that can't be asked. */
const maxUnknown = 8;

/** What the desk answers: see `WatchedExports`. */
interface Progress {
  round: number;
  article: number;
  articles: number;
  ended: 'whole' | 'broken' | null;
  said: string[];
}

/** Says of each export that is begun on this page how far it is. Without scripts its link does the same. */
export function watchExports(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-export]')) {
    link.addEventListener('click', () => watch(link));
  }
}

function watch(link: HTMLAnchorElement): void {
  const name = [...crypto.getRandomValues(new Uint32Array(3))].join('-');
  const address = new URL(link.href);
  address.searchParams.set('progress', name);
  link.href = address.href;
  const shown = new ShownProgress(link.textContent ?? '');
  const place = link.closest('.report-tools') ?? link.parentElement;
  place?.querySelector('[data-progress]')?.remove();
  place?.append(shown.element);
  shown.element.scrollIntoView({ block: 'nearest' });
  void follow(name, shown);
}

async function follow(name: string, shown: ShownProgress): Promise<void> {
  for (let unknown = 0; unknown < maxUnknown; ) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const progress = await progressOf(name);
    if (progress === null) unknown += 1;
    else if (progress.ended !== null) return shown.end(progress);
    else shown.show(progress);
  }
  shown.lose();
}

async function progressOf(name: string): Promise<Progress | null> {
  const answer = await textOf(`/report/progress?name=${name}`);
  return answer === null ? null : JSON.parse(answer);
}

class ShownProgress {
  readonly #bar = element('progress', { max: '1', 'aria-label': 'Progress of the export' });
  readonly #words = element('span');
  readonly element = element(
    'span',
    { class: 'export-progress', 'data-progress': true },
    this.#bar,
    ' ',
    this.#words,
  );

  constructor(private readonly label: string) {
    this.#words.textContent = `${label}: being made …`;
    announce(`${label} is being made.`);
  }

  show({ round, article, articles }: Progress): void {
    if (articles === 0) return;
    const count = `article ${article.toLocaleString('en')} of ${articles.toLocaleString('en')}`;
    const part = round === 1 ? '' : `data, file ${round - 1}, `;
    this.#words.textContent = `${this.label}: ${part}${count}`;
    this.#bar.max = articles;
    this.#bar.value = article;
  }

  end({ ended, said }: Progress): void {
    const sentence =
      ended === 'whole'
        ? ['sent whole.', ...said].join(' ')
        : 'it broke off: what was saved is not whole. Try again.';
    this.#bar.remove();
    // Beside several formats stands but this one line.
    this.#words.textContent = `${this.label}: ${sentence}`;
    announce(this.#words.textContent);
  }

  lose(): void {
    this.#bar.remove();
    this.#words.textContent = 'Your browser shows how far it is.';
  }
}
