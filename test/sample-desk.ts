import { createHash } from 'node:crypto';
import { createAnnotation, reviseAnnotation } from '../src/desk/annotations/annotations.js';
import { addArticle } from '../src/desk/articles/articles.js';
import { type Desk, openDesk } from '../src/desk/desk.js';
import { addComment, resolveConversation } from '../src/desk/review/comments.js';
import { declineProposal } from '../src/desk/review/proposal-decisions.js';
import { makeProposal } from '../src/desk/review/proposals.js';
import { settleDispute } from '../src/desk/review/settlements.js';
import { giveVerdict } from '../src/desk/review/verdicts.js';
import { type Annotation, etag } from '../src/domain/annotations/annotation.js';
import {
  type AnnotationInput,
  annotationInput,
  proposalInput,
} from '../src/domain/annotations/annotation-input.js';
import { articleInput } from '../src/domain/articles/article.js';
import { sourcesIn } from '../src/domain/chain/chain.js';
import { parse } from '../src/domain/parse.js';
import type { Person } from '../src/domain/people/person.js';
import { commentInput } from '../src/domain/review/comments.js';
import { settlementInput } from '../src/domain/review/settlement.js';
import { verdictInput } from '../src/domain/review/verdict.js';
import { all, type Change, type Store } from '../src/store/store.js';

/*
 * The desk that is shipped as db.json: three invented articles, annotated to show what the tool is
 * for. `npx vitest run test/sample-desk.test.ts -u` writes the file anew.
 */

const author: Person = {
  id: 'sample-desk',
  version: 1,
  name: 'Sample desk',
  email: null,
  role: 'editor',
  passwordHash: null,
  disabled: false,
  shortcuts: true,
  created: '2025-10-20T08:00:00.000Z',
};
const nightDesk: Person = { ...author, id: 'night-desk', name: 'Night desk', role: 'annotator' };
const dutyEditor: Person = { ...author, id: 'duty-editor', name: 'Duty editor' };

/** Whoever has worked in the sample: events of anybody else are somebody's own work in it. */
export const sampleAuthors: readonly string[] = [author, nightDesk, dutyEditor].map(({ id }) => id);

interface SampleArticle {
  title: string;
  publisher: string;
  byline: string;
  url: string;
  publishedAt: string;
  language: string;
  paragraphs: string[];
  annotations: SampleAnnotation[];
}

type SampleAnnotation = { exact: string; chain: string } & Partial<
  Pick<AnnotationInput, 'confidence' | 'credibility' | 'claim' | 'stance' | 'note' | 'hops'>
>;

const companyKnew = 'The ferry company knew that the ramp at Sund was failing before it closed.';
const pinsLoose = 'Two hinge pins of the ramp at Sund were loose in December 2024.';
const report = 'Inspection report of December 2024';

const ramp: SampleArticle = {
  title: 'Ferry ramp was reported as cracked ten months before it closed',
  publisher: 'The Harbour Ledger',
  byline: 'Ines Falk',
  url: 'https://ledger.example/2025/10/14/sund-ramp',
  publishedAt: '2025-10-14',
  language: 'en-GB',
  paragraphs: [
    'The loading ramp at Sund, closed last Thursday with two hundred cars waiting, had been reported as cracked ten months earlier, according to an inspection report that the Ledger has read.',
    'Runa Vold, who inspects decks and ramps for the harbour office, told its engineers on 9 December that two of the four hinge pins “move when they should not”. The engineers put her words into their yearly report. It went into a drawer — and stayed there until somebody sent a copy to Saltmarsh Watch, a residents’ group, which handed it to this paper.',
    'The ferry company says that it never saw the report. “Had we known, we would have stopped loading lorries the same day,” said its spokeswoman, Petra Lindqvist. A senior official at the harbour office, who asked not to be named while the matter is under review, disagrees: the company was told by telephone before Christmas.',
    'Repairs will cost about 1.4 million crowns and take until March. Until then, cars go by way of Holm, a detour of ninety minutes.',
    'Nobody was hurt when the ramp sagged. People in the town say that a lorry driver had warned the crew that same morning; the Ledger could not find out who he was.',
  ],
  annotations: [
    {
      exact: 'two of the four hinge pins “move when they should not”',
      chain: `Runa Vold [B] (person, on the record, first-hand) -told-> Harbour office engineers (group) -wrote to-> ${report} (document, seen) -leaked to-> Saltmarsh Watch [C] (organisation, confirmed) -released to-> The Harbour Ledger`,
      hops: [
        { ...noDetails(), as: 'who inspects decks and ramps for the harbour office' },
        null,
        {
          ...noDetails(),
          evidence: [
            {
              url: 'https://saltmarsh-watch.example/documents/inspection-2024.pdf',
              excerpt:
                'Pins 2 and 3 move when they should not. Ramp to be looked at before summer.',
              retrievedAt: '2025-10-15T00:00:00.000Z',
            },
          ],
        },
        null,
        null,
      ],
      confidence: 'high',
      credibility: 2,
      claim: pinsLoose,
      note: 'We hold a copy of the report; its wording is the same as in the article. Who gave it to Saltmarsh Watch is not known, and the article does not say.',
    },
    {
      exact: '“move when they should not”. The engineers put her words into their yearly report.',
      chain: `Harbour office engineers -wrote to-> ${report} -passed-> ? -leaked to-> Saltmarsh Watch [C] -released to-> The Harbour Ledger`,
      confidence: 'moderate',
      credibility: 3,
      note: 'Her words are here by way of the report. Ask her.',
    },
    {
      exact: '“Had we known, we would have stopped loading lorries the same day,”',
      chain:
        'Petra Lindqvist [D] (person, on the record) -quoted by-> The Harbour Ledger (on trust)',
      confidence: 'moderate',
      credibility: 4,
      claim: companyKnew,
      stance: 'denies',
    },
    {
      exact: 'the company was told by telephone before Christmas',
      chain:
        'Senior official at the harbour office (person, unnamed, background) -told-> The Harbour Ledger',
      confidence: 'low',
      credibility: 3,
      claim: companyKnew,
      note: 'One unnamed source with an interest in the matter. Is there a note of the call?',
    },
    {
      exact: 'Repairs will cost about 1.4 million crowns and take until March.',
      chain: '? -> The Harbour Ledger',
    },
    {
      exact: 'a lorry driver had warned the crew that same morning',
      chain:
        '? -told-> People in the town (group, unnamed, on trust) -paraphrased by-> The Harbour Ledger',
      confidence: 'low',
      credibility: 6,
      note: 'Hearsay, and the article says so.',
    },
  ],
};

/** How the report came out, as every paper has it. */
const leaked = `Runa Vold [B] (first-hand) -told-> Harbour office engineers -wrote to-> ${report} -leaked to-> Saltmarsh Watch [C]`;

const letter: SampleArticle = {
  title: 'Ferry firm was told twice about the ramp at Sund',
  publisher: 'Northern Wire',
  byline: 'Tomas Brandt',
  url: 'https://northern-wire.example/sund-told-twice',
  publishedAt: '2025-10-16',
  language: 'en-GB',
  paragraphs: [
    'The company that runs the Sund ferry was told twice that its loading ramp was failing, Northern Wire has learned.',
    'The first warning stands in the harbour office’s inspection report of last December, which Saltmarsh Watch has passed to several newsrooms. The second came in a letter of 2 February, signed by the harbour master, Anders Holt, and seen by Northern Wire. “We ask you,” it reads, “to keep vehicles of more than seven tonnes off the ramp.”',
    'The company would not say whether it had received the letter. Its spokeswoman had said earlier that nobody there knew of the report.',
    '“They answered us in writing,” Mr Holt said on Wednesday. “The answer was no.”',
    'Others had the loose pins before us: Harbour Radio on Tuesday evening, which gave the Ledger as its source, the Coast Weekly on Wednesday, which gave Harbour Radio, and the Evening Ferryman, which printed the Ledger’s report again.',
    'One person outside the harbour office bears out the second warning. Elin Dahl, who was the company’s loading master until June, says that she pinned the letter to the board on the car deck herself.',
  ],
  annotations: [
    {
      exact: 'The first warning stands in the harbour office’s inspection report of last December',
      chain: `Runa Vold [B] (first-hand) -told-> Harbour office engineers -wrote to-> ${report} -leaked to-> Saltmarsh Watch [C] -released to-> Northern Wire`,
      confidence: 'moderate',
      credibility: 3,
      claim: pinsLoose,
      note: 'The same report by the same way as in the Ledger: this confirms nothing by itself.',
    },
    {
      exact: '“We ask you,” it reads, “to keep vehicles of more than seven tonnes off the ramp.”',
      chain:
        'Anders Holt [B] (person, first-hand) -wrote to-> Letter of 2 February 2025 (document) -quoted by-> Northern Wire',
      confidence: 'high',
      credibility: 2,
      claim: companyKnew,
    },
    {
      exact: '“They answered us in writing,” Mr Holt said on Wednesday. “The answer was no.”',
      chain: 'Anders Holt [B] (on the record, first-hand) -told-> Northern Wire',
      confidence: 'moderate',
      credibility: 2,
      claim: companyKnew,
    },
    {
      exact: 'Harbour Radio on Tuesday evening, which gave the Ledger as its source',
      chain: `${leaked} -released to-> The Harbour Ledger -quoted by-> Harbour Radio (outlet) -quoted by-> Northern Wire`,
      confidence: 'low',
      claim: pinsLoose,
    },
    {
      exact: 'the Coast Weekly on Wednesday, which gave Harbour Radio',
      chain: `${leaked} -released to-> The Harbour Ledger -quoted by-> Harbour Radio -quoted by-> Coast Weekly (outlet) -quoted by-> Northern Wire`,
      confidence: 'low',
      claim: pinsLoose,
    },
    {
      exact: 'the Evening Ferryman, which printed the Ledger’s report again',
      chain: `${leaked} -released to-> The Harbour Ledger -republished by-> Evening Ferryman (outlet) -quoted by-> Northern Wire`,
      confidence: 'low',
      claim: pinsLoose,
    },
    {
      exact: 'she pinned the letter to the board on the car deck herself',
      chain: 'Elin Dahl (person, on the record, first-hand) -told-> Northern Wire',
      confidence: 'moderate',
      credibility: 2,
      claim: companyKnew,
      note: 'She has it neither from the harbour office nor from Mr Holt: this confirms his letter.',
    },
  ],
};

const pier: SampleArticle = {
  title: 'Six piles of the old pier hang in the water, divers say',
  publisher: 'Marsa Gazette',
  byline: 'Leila Haddad',
  url: 'https://marsa-gazette.example/old-pier',
  publishedAt: '2025-10-17',
  language: 'en',
  paragraphs: [
    'Divers who went down beside the old pier at Marsa on Sunday found that six of its piles no longer reach the sea bed. “You can put a hand through the gap,” one of them told the harbour council, according to its minutes. The council’s own post that evening read: “🌊 We know.”',
    'Yusuf Darwish, who has fished here for fifty years, has known it since the winter. «البحر لا يكذب» — the sea does not lie — he said through an interpreter, and showed where the boats no longer tie up.',
    'The council’s engineer puts the chance that the pier stands another year at one in three. A university laboratory, which he did not name, had done the sums for him, he said.',
  ],
  annotations: [
    {
      exact: 'six of its piles no longer reach the sea bed',
      chain:
        'Divers at the old pier (group, unnamed, first-hand) -told-> Harbour council of Marsa (organisation) -wrote to-> Minutes of the harbour council (document, seen) -reported by-> Marsa Gazette',
      confidence: 'high',
      credibility: 2,
    },
    {
      exact: 'has known it since the winter. «البحر لا يكذب» — the sea does not lie',
      chain:
        'Yusuf Darwish (person, on the record, first-hand) -told-> Interpreter (person, unnamed) -translated by-> Marsa Gazette',
      confidence: 'moderate',
      credibility: 3,
    },
    {
      exact: '«البحر لا يكذب»',
      chain: 'Yusuf Darwish (on the record) -quoted by-> Marsa Gazette',
      note: 'A proverb. Our Arabic desk reads it as the article does.',
    },
    {
      exact: 'the chance that the pier stands another year at one in three',
      chain:
        'A university laboratory (organisation, unnamed) -told-> Engineer of the harbour council (person, unnamed) -reported by-> Marsa Gazette',
      confidence: 'low',
      credibility: 4,
      note: 'No laboratory, no method, no figures: ask for all three.',
    },
  ],
};

/** Makes the sample on an empty store: the same bytes each time. */
export async function makeSampleDesk(store: Store): Promise<void> {
  let minutes = 0;
  const desk = openDesk(withPlainEventIds(store), {
    clock: () => new Date(Date.UTC(2025, 9, 20, 8, minutes)),
    newId: plainIds(),
  });
  for (const { paragraphs, annotations, ...details } of [ramp, letter, pier]) {
    minutes += 5;
    const input = parse(articleInput, { ...details, text: paragraphs.join('\n\n') });
    const article = await addArticle(desk, author, input);
    for (const annotation of annotations) {
      minutes += 5;
      await createAnnotation(desk, author, article.id, inputOf(annotation));
    }
  }
  minutes += 60;
  await thinkAgain(desk);
  for (const review of [agreement, settledDispute, openDispute, talk, openProposal]) {
    minutes += 10;
    await review(desk, () => {
      minutes += 2;
    });
  }
}

/** The official's word counts for more once the letter is known. */
async function thinkAgain(desk: Desk): Promise<void> {
  const told = ramp.annotations.find(({ exact }) => exact.includes('by telephone'));
  const annotation = await annotationOf(desk, 'by telephone');
  if (!told) throw new Error('The sample has lost its fourth annotation.');
  const source = sourcesIn(annotation.chain)[0] ?? '';
  const chain = told.chain.replace(' (person', ` #${source.slice(0, 4)} (person`);
  const input = inputOf({ ...told, chain, confidence: 'moderate' });
  await reviseAnnotation(desk, author, annotation.id, input, etag(annotation));
}

/** A part of the desk's reviewing; `wait` lets a little time pass between two steps. */
type Review = (desk: Desk, wait: () => void) => Promise<void>;

const agreement: Review = async (desk) => {
  const { id } = await annotationOf(desk, 'two of the four hinge pins');
  await giveVerdict(desk, dutyEditor, id, parse(verdictInput, { verdict: 'agree' }));
};

/** Not everybody thought that it counts for more. The editor decides, and the dissent stays. */
const settledDispute: Review = async (desk, wait) => {
  const { id } = await annotationOf(desk, 'by telephone');
  const reason = 'One unnamed voice with an interest in the matter is low, letter or no letter.';
  await dispute(desk, id, 'confidence', reason);
  const { proposal } = await propose(desk, id, { confidence: 'low', reason });
  wait();
  const refusal = 'The letter of 2 February gives the same warning: it is not one voice any more.';
  await declineProposal(desk, author, proposal.id, { reason: refusal });
  wait();
  const decided = {
    outcome: 'upheld',
    reason:
      'The letter bears out the warning, though not the call. Until we have seen a note of that, it is moderate and no more.',
  };
  await settleDispute(desk, dutyEditor, id, parse(settlementInput, decided));
};

const openDispute: Review = async (desk) => {
  const { id } = await annotationOf(desk, 'They answered us in writing');
  const reason =
    'He is one side of this quarrel, and we have not seen the answer that he quotes. B is kind.';
  await dispute(desk, id, 'hop:1', reason);
};

const talk: Review = async (desk, wait) => {
  const { id } = await annotationOf(desk, 'The first warning stands in');
  const say = (who: Person, text: string, replyTo: string | null = null) =>
    addComment(desk, who, id, parse(commentInput, { text, replyTo }));
  const { comment } = await say(nightDesk, 'Is this the copy that the Ledger has?');
  wait();
  await say(author, 'The same pages with the same stamp, so it is one document.', comment.id);
  wait();
  await resolveConversation(desk, nightDesk, id, comment.id);
};

/** Something that waits for a decision. */
const openProposal: Review = async (desk) => {
  const { id } = await annotationOf(desk, 'the chance that the pier stands');
  const reason =
    'Without method and figures nobody can say that it is doubtful: it can’t be judged.';
  await propose(desk, id, { credibility: 6, reason });
};

function dispute(desk: Desk, id: string, on: string, comment: string) {
  return giveVerdict(desk, nightDesk, id, parse(verdictInput, { verdict: 'dispute', on, comment }));
}

function propose(desk: Desk, id: string, fields: object) {
  return makeProposal(desk, nightDesk, id, parse(proposalInput, fields));
}

/** The annotation of the passage in which these words stand. */
async function annotationOf(desk: Desk, words: string): Promise<Annotation> {
  for await (const annotation of all(desk.store, 'annotations', 'all', { key: '' })) {
    if (annotation.target.exact.includes(words)) return annotation;
  }
  throw new Error(`The sample has lost its annotation of “${words}”.`);
}

function inputOf({ exact, ...rest }: SampleAnnotation): AnnotationInput {
  return parse(annotationInput, { target: { exact }, ...rest });
}

function noDetails() {
  return { as: null, terms: null, reason: null, evidence: [] };
}

/** Ids that look like those of any desk, and are the same each time. */
function plainIds(): () => string {
  const letters = '23456789abcdefghjkmnpqrstuvwxyz';
  let count = 0;
  return () => {
    count += 1;
    const digest = createHash('sha256').update(`sample ${count}`).digest();
    return [...digest.subarray(0, 12)].map((byte) => letters[byte % letters.length]).join('');
  };
}

/** Nobody works in the sample while it is made, so it needs no witnesses of names. */
const isShipped = ({ in: collection }: Change) => collection !== 'nameWitnesses';

/** Events end their ids by chance; those of the sample end theirs by counting. */
function withPlainEventIds(store: Store): Store {
  let count = 0;
  const plain = (change: Change): Change => {
    if (change.in !== 'events') return change;
    count += 1;
    const id = change.doc.id.replace(/[^-]+$/u, count.toString(16).padStart(8, '0'));
    return { ...change, doc: { ...change.doc, id } };
  };
  return {
    get: (collection, id) => store.get(collection, id),
    getOwned: (collection, id) => store.getOwned(collection, id),
    getMany: (collection, ids) => store.getMany(collection, ids),
    find: (collection, index, query) => store.find(collection, index, query),
    findMany: (collection, index, queries) => store.findMany(collection, index, queries),
    findBeside: (collection, index, ids, limit) => store.findBeside(collection, index, ids, limit),
    count: (collection, index, key) => store.count(collection, index, key),
    countMany: (collection, index, counts) => store.countMany(collection, index, counts),
    keys: (collection, index) => store.keys(collection, index),
    purge: () => store.purge(),
    recount: () => store.recount(),
    search: (collection, search) => store.search(collection, search),
    commit: (changes, ...asked) => store.commit(changes.filter(isShipped).map(plain), ...asked),
    get told() {
      return store.told;
    },
    watch: (listener, missed) => store.watch(listener, missed),
    caughtUp: () => store.caughtUp(),
    snapshot: () => store.snapshot(),
    close: () => store.close(),
  };
}
