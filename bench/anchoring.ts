/*
 * Where annotations land when their text is corrected, with the right place known: real prose (this
 * project's own documents) is changed letter by letter at several rates, and sentence by sentence in ways
 * that turn, move or remove what a passage says. Prints for each how many are placed rightly, how many
 * wrongly without saying so, and how long it took, by the clock and of the processor; beside what is found by its quote alone and two libraries that look for each quote by itself,
 * in the same run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import DiffMatchPatch from 'diff-match-patch';
import { toTextPosition } from 'dom-anchor-text-quote';
import { JSDOM } from 'jsdom';
import { carriedSpans, readyToCompare } from '../src/desk/articles/edition-thread.js';
import {
  type CarriedPlacement,
  carrier,
  compareEditions,
} from '../src/domain/articles/carrying.js';
import { finished } from '../src/domain/finished.js';
import { finderIn } from '../src/domain/text/quotes/find.js';
import { describe, type Placement, type Quote } from '../src/domain/text/quotes/quote.js';
import { type Span, snap } from '../src/domain/text/span.js';
import { goalLine } from './goals.js';
import { languageLines } from './languages.js';
import { lookAlikes } from './look-alikes.js';

let seed = 20_110_320;
/** Numbers from 0 up to 1 that are the same in each run (Numerical Recipes' generator). */
function chance(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}
const any = (count: number) => Math.floor(chance() * count);
const oneOf = <T>(all: readonly T[]): T => all[any(all.length)] as T;

function prose(units: number): string {
  const docs = readdirSync('docs').filter((name) => name.endsWith('.md'));
  const files = ['DESIGN.md', 'CHANGELOG.md', 'README.md', ...docs.map((name) => `docs/${name}`)];
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n\n');
  return text.replace(/(?<=\S)\n(?=[\w`(])/gu, ' ').slice(0, units);
}

/** A passage, and where it stands in the changed text: nowhere, where it must not be found. */
interface Case {
  span: Span;
  right: Span | null;
  /** The answers that are right. */
  kinds: readonly string[];
}

const letters = 'etaoinshrdlucmfwypvbgkqjxz ';

/** Each unit deleted, replaced or put behind another at that rate. */
function noisy(was: string, rate: number, spans: readonly Span[]): { now: string; cases: Case[] } {
  const places = new Int32Array(was.length + 1);
  const put: string[] = [];
  let length = 0;
  for (let at = 0; at < was.length; at += 1) {
    places[at] = length;
    const unit = was.charAt(at);
    const dice = chance() / rate;
    const now =
      dice < 1 / 3
        ? ''
        : dice < 2 / 3
          ? oneOf([...letters])
          : dice < 1
            ? oneOf([...letters]) + unit
            : unit;
    put.push(now);
    length += now.length;
  }
  places[was.length] = length;
  const kinds = ['exact', 'moved', 'changed'];
  const cases = spans.map((span) => ({
    span,
    right: { start: places[span.start] ?? 0, end: places[span.end] ?? 0 },
    kinds,
  }));
  return { now: put.join(''), cases };
}

/** Passages of whole words. */
function passages(text: string, count: number): Span[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
  const spans: Span[] = [];
  while (spans.length < count) {
    const first = any(words.length - 30);
    const span = snap(text, {
      start: words[first]?.start ?? 0,
      end: words[first + any(25)]?.end ?? 1,
    });
    if (span && span.end - span.start < 400) spans.push(span);
  }
  return spans;
}

const tolerance = 4;
const isNear = (one: Span, other: Span) =>
  Math.abs(one.start - other.start) <= tolerance && Math.abs(one.end - other.end) <= tolerance;

function compare(
  name: string,
  was: string,
  now: string,
  cases: readonly Case[],
  peers = true,
): void {
  const carried = () => {
    const carry = carrier(compareEditions(was, now), 'en');
    return cases.map(({ span }) => carry(span));
  };
  const [taken, answers] = timed(carried);
  tell(name, 'Whence', cases, answers, taken);
  if (peers) {
    const [takenAgain, again] = timed(carried);
    tell(name, 'Whence, once more', cases, again, takenAgain);
  }
  const quotes = cases.map(({ span }) => describe(was, span));
  const [takenAlone, found] = timed(() => byQuoteAlone(now, quotes, cases));
  tell(name, 'Whence, quotes alone', cases, found, takenAlone);
  if (!peers) return;
  const asked = cases.slice(0, maxAsked);
  const lookedFor = (find: (span: Span) => Span | null) =>
    timed(() => asked.map(({ span }) => find(span)));
  for (const [peer, [takenByPeer, places]] of [
    ['diff-match-patch', lookedFor(byDiffMatchPatch(was, now))],
    ['dom-anchor-text-quote', lookedFor(byDomAnchor(was, now))],
  ] as const) {
    // They know of no other answer than a place.
    const told = places.map((span) =>
      span ? { kind: 'moved' as const, span } : { kind: 'missing' as const },
    );
    tell(name, peer, asked, told, takenByPeer);
  }
}

/** As a desk carries them, on a thread that has practised; told with the goal, which is for whoever waits. */
async function compareAsDesk(
  name: string,
  was: string,
  now: string,
  cases: readonly Case[],
  most: number,
): Promise<void> {
  await readyToCompare(was);
  const spans = cases.map(({ span }) => span);
  const taken = stopwatch();
  const { carry } = await carriedSpans('mira', { was, now, language: 'en', spans });
  const answers = spans.map(carry);
  const { clock, processor } = taken();
  tell(name, 'Whence, as a desk does', cases, answers, { clock, processor });
  const goal = { what: `${name}, by the clock`, figure: clock / 1000, most, unit: 's' } as const;
  process.stdout.write(`${goalLine(goal)}\n`);
}

function isRight({ right, kinds }: Case, answer: Placement | CarriedPlacement): boolean {
  if (!kinds.includes(answer.kind)) return false;
  return right === null || !('span' in answer) || isNear(answer.span, right);
}

/** The others look through the whole text for each passage. */
const maxAsked = 200;

/** As what is imported is found: without the older text. */
function byQuoteAlone(now: string, quotes: readonly Quote[], cases: readonly Case[]): Placement[] {
  const find = finderIn(now, 'en');
  return quotes.map((quote, at) => finished(find(quote, cases[at]?.span ?? null)));
}

function byDiffMatchPatch(was: string, now: string) {
  const matcher = new DiffMatchPatch();
  matcher.Match_Distance = now.length;
  return (span: Span): Span | null => {
    const exact = was.slice(span.start, span.end);
    const start = matcher.match_main(now, exact.slice(0, 32), span.start);
    const tail = exact.slice(-32);
    const last = start < 0 ? -1 : matcher.match_main(now, tail, start + exact.length - tail.length);
    return start < 0 || last < start ? null : { start, end: last + tail.length };
  };
}

function byDomAnchor(was: string, now: string) {
  const { document } = new JSDOM('<pre></pre>').window;
  const root = document.querySelector('pre');
  if (root) root.textContent = now;
  return (span: Span): Span | null => {
    try {
      return toTextPosition(root, describe(was, span), { hint: span.start });
    } catch {
      // Some longer quotes it can't look for: "Pattern too long for this browser".
      return null;
    }
  };
}

/** In milliseconds. What the engine compiles beside the work is the processor's too. */
interface Taken {
  clock: number;
  processor: number;
}

function stopwatch(): () => Taken {
  const [clock, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { clock: performance.now() - clock, processor: (user + system) / 1000 };
  };
}

function timed<T>(work: () => T): [Taken, T] {
  const taken = stopwatch();
  const result = work();
  return [taken(), result];
}

function tell(
  name: string,
  who: string,
  cases: readonly Case[],
  answers: readonly (Placement | CarriedPlacement)[],
  { clock, processor }: Taken,
): void {
  const of = cases.length;
  const wrong = cases.filter((wanted, at) => !isRight(wanted, answers[at] as Placement));
  const silent = cases.filter((wanted, at) => {
    const answer = answers[at] as Placement;
    return !isRight(wanted, answer) && /exact|moved/u.test(answer.kind);
  }).length;
  const asked = String(answers.filter(({ kind }) => kind === 'ambiguous').length).padStart(5);
  const share = ((100 * (of - wrong.length)) / of).toFixed(2).padStart(6);
  process.stdout.write(
    `${name.padEnd(38)} ${who.padEnd(22)} ${String(of).padStart(6)} passages  ${share} % right  ${asked} asked  ${String(silent).padStart(5)} wrong unsaid  ${clock.toFixed(0).padStart(7)} ms, processor ${processor.toFixed(0).padStart(6)} ms\n`,
  );
}

/** A paragraph about a ferry in which one sentence is changed; `[` and `]` mark the passage. */
const around = [
  'Nobody in the office had heard of it.',
  'The second boat went out empty.',
  'The board met on Monday.',
  'It had rained since noon.',
];
const names = ['Singh', 'Hickey', 'Brandt', 'Vold', 'Falk'];
const turns: Record<
  string,
  { was: () => string; now: (was: string) => string; kinds: readonly string[] }
> = {
  'a figure in another': {
    was: () => `Some [${10 + any(80)}] people came to the quay.`,
    now: (was) => was.replace(/\[(\d+)\]/u, '$1,000'),
    kinds: ['changed', 'ambiguous', 'missing'],
  },
  'a sum that grew': {
    was: () => `It cost [£${1 + any(8)}] to mend.`,
    now: (was) => was.replace(/\[(£\d)\]/u, `$1${oneOf(['bn', ' million', '.50', 'k'])}`),
    kinds: ['changed', 'ambiguous', 'missing'],
  },
  'a name of another': {
    was: () => `On Monday [${oneOf(names)}] resigned at once.`,
    now: (was) => was.replace(']', oneOf(['’s brother', ' Gill', '-Meyer', 's'])),
    kinds: ['changed', 'ambiguous', 'missing'],
  },
  'a denial before it': {
    was: () => 'Two officials said [the deal was ready] in March.',
    now: (was) =>
      was.replace(
        'said',
        oneOf(['denied that', 'doubted that', 'never said', 'refused to say that']),
      ),
    kinds: ['changed', 'ambiguous', 'missing'],
  },
  'a doubt before it': {
    was: () => 'The clerk [took the money] in May.',
    now: (was) =>
      was.replace(
        'clerk',
        oneOf(['clerk allegedly', 'clerk reportedly', 'former clerk', 'clerk nearly']),
      ),
    kinds: ['changed', 'ambiguous', 'missing'],
  },
  'words that turn it': {
    was: () => 'The minister was [ready] that day.',
    now: (was) =>
      was.replace(']', oneOf([' to refuse', ' for nothing', ' in name only', ', he claimed,'])),
    kinds: ['changed', 'ambiguous', 'missing'],
  },
  'another speaker': {
    was: () => `“[The deal is ready],” ${names[0]} said on Monday.`,
    now: (was) => was.replace('Singh', oneOf(names.slice(1))),
    kinds: ['changed', 'ambiguous', 'missing'],
  },
  'a change elsewhere in the paragraph': {
    was: () => 'Two officials said [the deal was ready] in March.',
    now: (was) => was,
    kinds: ['exact', 'moved'],
  },
};

function turned(count: number): void {
  for (const [name, { was, now, kinds }] of Object.entries(turns)) {
    const [before, after, cases]: [string[], string[], Case[]] = [[], [], []];
    let [startWas, startNow] = [0, 0];
    for (let each = 0; each < count; each += 1) {
      const sentence = was();
      const lead = `${oneOf(around)} Line ${each} of the log. `;
      const other = kinds.includes('exact') ? ' And then it snowed.' : '';
      const trail = ` ${oneOf(around)}`;
      const changed = now(sentence).replace(/[[\]]/gu, '');
      const plain = sentence.replace(/[[\]]/gu, '');
      const at = sentence.indexOf('[');
      const length = sentence.indexOf(']') - 1 - at;
      const span = {
        start: startWas + lead.length + at,
        end: startWas + lead.length + at + length,
      };
      const right = kinds.includes('exact')
        ? { start: startNow + lead.length + at, end: startNow + lead.length + at + length }
        : null;
      cases.push({ span, right, kinds });
      before.push(lead + plain + trail);
      after.push(lead + changed + trail + other);
      startWas += (before.at(-1) ?? '').length + 1;
      startNow += (after.at(-1) ?? '').length + 1;
    }
    compare(name, before.join('\n'), after.join('\n'), cases);
  }
}

/** The passage's own sentence goes, while another copy of it stays elsewhere. */
function copies(count: number): void {
  const [before, after, cases]: [string[], string[], Case[]] = [[], [], []];
  let start = 0;
  for (let each = 0; each < count; each += 1) {
    const copy = `A boat with ${each} crates lies at the quay.`;
    const body = `${oneOf(around)} ${copy} ${oneOf(around)}`;
    before.push(copy, body);
    after.push(body);
    cases.push({
      span: { start, end: start + copy.length },
      right: null,
      kinds: ['missing', 'ambiguous'],
    });
    start += copy.length + body.length + 2;
  }
  compare('its own copy goes, another stays', before.join('\n'), after.join('\n'), cases);
}

/** A sentence that reads like the passage's stands beside it or some sentences off: to ask is right there. */
function besideLookAlikes(count: number): void {
  for (const isFar of [false, true]) {
    const made = lookAlikes(text, { count, isFar, chance });
    const kinds = ['exact', 'moved', 'changed', 'ambiguous'];
    const cases = made.map(({ right }) => ({ span: right, right, kinds }));
    const [taken, answers] = timed(() =>
      made.map(({ now, quote, position }) => finished(finderIn(now, 'en')(quote, position))),
    );
    const name = `a look-alike ${isFar ? 'some sentences off' : 'right beside it'}`;
    tell(name, 'Whence, quotes alone', cases, answers, taken);
  }
}

const text = prose(200_000);
const load = `load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`;
process.stdout.write(`${text.length} units of prose; ${load}\n`);
for (const rate of [0.05, 0.15]) {
  const { now, cases } = noisy(text, rate, passages(text, 1000));
  const name = `${rate * 100} % of the letters changed`;
  await compareAsDesk(name, text, now, cases, 0.2);
  compare(name, text, now, cases);
}
const sources = readdirSync('src/domain', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`src/domain/${name}`, 'utf8'));
const long = [text, ...sources].join('\n').slice(0, 300_000);
const many = noisy(long, 0.02, passages(long, 5000));
const name = '300,000 units, 5,000 annotations, 2 %';
await compareAsDesk(name, long, many.now, many.cases, 1);
compare(name, long, many.now, many.cases, false);
turned(500);
copies(500);
besideLookAlikes(4000);
process.stdout.write(`${languageLines().join('\n')}\n`);
