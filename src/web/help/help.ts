import { type DrawnSign, shapesInWords, signOfShape } from '../../domain/chain/sign-shapes.js';
import type { Routes } from '../http/routes.js';

/** The signs of sources, each with its words, and with what it looks like for those who do not see it. */
const sources: readonly { sign: DrawnSign; words: string; drawn: string }[] = [
  { sign: signOfShape('person'), words: 'person' },
  { sign: signOfShape('group'), words: 'group' },
  { sign: signOfShape('organisation'), words: 'organisation' },
  { sign: signOfShape('document'), words: 'document' },
  { sign: signOfShape('outlet'), words: 'outlet' },
  { sign: signOfShape('person', true), words: 'unnamed: the sign of its kind, dashed' },
  { sign: signOfShape('confidential'), words: 'confidential: shown under a pseudonym' },
  { sign: signOfShape('gap'), words: 'origin not stated, or holder unknown' },
  { sign: signOfShape('unsaid'), words: 'kind not said' },
].map((each) => {
  const { isDashed, shape } = each.sign;
  return { ...each, drawn: shapesInWords[isDashed ? 'unnamed' : shape] };
});

/** One chain, to be taken apart: each stop with what it says. */
const example: readonly {
  sign: DrawnSign;
  name: string;
  facts: string;
  letter: string;
  says: string;
}[] = [
  {
    sign: signOfShape('person'),
    name: 'Laura Hickey',
    facts: 'told · on trust',
    letter: 'B',
    says: 'The origin: she had it first. B is her reliability, “usually reliable”. “On trust” means that nobody on the desk asked her: all that is known of her part comes through the next source.',
  },
  {
    sign: signOfShape('person', true),
    name: 'US diplomat in London',
    facts: 'wrote to · on trust',
    letter: '–',
    says: 'Known by description alone, so the ring is dashed. Not rated: a dash stands where the letter would. The dotted line is a stretch taken on trust.',
  },
  {
    sign: signOfShape('document'),
    name: 'US embassy cable',
    facts: 'leaked to · seen',
    letter: 'B',
    says: 'A document, and the desk has read it: “seen”, and the line is solid. A line with a tick was confirmed by asking.',
  },
  {
    sign: signOfShape('outlet'),
    name: 'WikiLeaks',
    facts: 'released to',
    letter: 'C',
    says: 'The weakest link: the lowest letter in the chain. With credibility 3 for the information the grade of the whole is C3.',
  },
  {
    sign: signOfShape('outlet'),
    name: 'The Morning Ledger',
    facts: '',
    letter: '–',
    says: 'The article’s publisher, where the reader found it. A chain runs from the origin to here.',
  },
];

/** The keys that work on an article and in the queue. */
const keys: readonly [key: string, words: string][] = [
  ['j k', 'Next and previous annotation'],
  ['a d u p', 'Agree, dispute, unsure, propose: on the card at hand'],
  ['1–9 0', 'Aim at a hop, at the whole'],
  ['n', 'Annotate by keyboard'],
  ['e', 'Edit the annotation at hand'],
  ['f', 'Filter the annotations'],
  ['Enter', 'In the chain: take the name, then ask how it passed on'],
  ['Backspace', 'In the chain, where nothing is typed: back into the name before'],
  ['Alt K', 'In the chain: what the source is'],
  ['Alt ↑ ↓', 'In the chain: move the hop'],
  ['+ ?', 'In the chain: together with another; not stated'],
  ['z', 'Undo what was done last'],
  ['.', 'Bring in what colleagues changed'],
  ['/', 'Search'],
  ['Ctrl K', 'Search, while typing too; there Down and Up lead to what is found'],
  ['Ctrl Enter', 'Save the form'],
  ['Esc', 'Close what is open'],
  ['?', 'Signs and keys'],
];

/** What the signs mean and what the keys do, with one chain to take apart. */
export function help(routes: Routes): void {
  routes.get('/help', 'read', (_context, _req, res) => {
    res.render('help/index', { sources, example, keys });
  });
}
