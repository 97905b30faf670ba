import { buffer, text } from 'node:stream/consumers';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { operator } from '../../../src/desk/people/people.js';
import { exportReport } from '../../../src/desk/reports/download.js';
import { reportOn } from '../../../src/desk/reports/reports.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import {
  addComment,
  reopenConversation,
  resolveConversation,
  withdrawComment,
} from '../../../src/desk/review/comments.js';
import {
  acceptProposal,
  declineProposal,
  reopenProposal,
  withdrawProposal,
} from '../../../src/desk/review/proposal-decisions.js';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import { askForReview, reopenRequest, withdrawRequest } from '../../../src/desk/review/requests.js';
import { settleDispute, undoSettlement } from '../../../src/desk/review/settlements.js';
import { giveVerdict, withdrawVerdict } from '../../../src/desk/review/verdicts.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { eventActions } from '../../../src/domain/history/event.js';
import { parse } from '../../../src/domain/parse.js';
import type { VerdictCode } from '../../../src/domain/review/verdict.js';
import { type FormatName, formatNames, formats } from '../../../src/reports/formats.js';
import type { ReportedArticle } from '../../../src/reports/report.js';
import { readable } from '../../reports/readable.js';
import { openMemoryStore } from '../../store/memory.js';
import { alternative, type HarbourDesk, openHarbourDesk, verdict } from '../harbour-desk.js';
import { annotate, end, openDeskWithRound, type RoundDesk } from '../rounds/round-desk.js';

const nowhere = { baseUrl: null };

async function bytesOf(desk: Desk, format: FormatName, article: string | null = null) {
  return buffer((await exportReport(desk, article, format, nowhere)).pieces);
}

async function exported(desk: Desk, format: FormatName): Promise<string> {
  return readable(await bytesOf(desk, format));
}

async function articlesOf(desk: Desk, id: string | null): Promise<ReportedArticle[]> {
  const articles: ReportedArticle[] = [];
  for await (const each of (await reportOn(desk, id, nowhere)).articles()) articles.push(each);
  return articles;
}

interface Judged {
  verdict: VerdictCode;
  on?: string;
  comment?: string;
  proposal?: string;
}

describe('a reviewed annotation', () => {
  let desk: HarbourDesk;
  let id: string;
  beforeEach(async () => {
    desk = await openHarbourDesk();
    id = desk.annotation.id;
  });

  const judge = ({ proposal, ...input }: Judged) =>
    giveVerdict(desk, desk.nils, id, { ...verdict(input), proposal });

  /** Every step that there is, one after the other. */
  async function everyStep(): Promise<void> {
    const { jonas, mira, nils } = desk;
    const asked = { to: 'nils', note: 'You know the wall.', due: '2026-02-01' };
    await askForReview(desk, jonas, id, asked);
    const second = await askForReview(desk, jonas, id, { ...asked, to: 'mira', due: null });
    await withdrawRequest(desk, jonas, id, second.request.id);
    await reopenRequest(desk, jonas, id, second.request.id);
    await withdrawRequest(desk, jonas, id, second.request.id);
    await judge({ verdict: 'agree' });
    const changed = await judge({ verdict: 'dispute', on: 'whole', comment: 'There is no memo.' });
    await withdrawVerdict(desk, nils, id, changed.verdict.id, { undo: true });
    await judge({
      verdict: 'dispute',
      comment: 'It went by way of her.',
      proposal: 'Anna Vik -> ?',
    });
    const open = await makeProposal(desk, nils, id, alternative({ confidence: 'moderate' }));
    await acceptProposal(desk, jonas, open.proposal.id);
    await reopenProposal(desk, jonas, open.proposal.id);
    await acceptProposal(desk, jonas, open.proposal.id);
    const no = await makeProposal(desk, nils, id, alternative({ target: { exact: 'two metres' } }));
    await declineProposal(desk, jonas, no.proposal.id, { reason: 'Two metres.' });
    await reopenProposal(desk, jonas, no.proposal.id);
    await declineProposal(desk, jonas, no.proposal.id, { reason: 'Two metres of what?' });
    const back = await makeProposal(desk, nils, id, alternative({ credibility: 2 }));
    await withdrawProposal(desk, nils, back.proposal.id);
    const { comment } = await addComment(desk, nils, id, { text: '@Mira Sen?', replyTo: null });
    await addComment(desk, mira, id, { text: 'Yes.', replyTo: comment.id });
    await resolveConversation(desk, mira, id, comment.id);
    await reopenConversation(desk, mira, id, comment.id);
    const slip = await addComment(desk, mira, id, { text: 'No.', replyTo: comment.id });
    await withdrawComment(desk, mira, id, slip.comment.id);
    await settleDispute(desk, mira, id, { outcome: 'upheld', reason: 'There is one.' });
    await undoSettlement(desk, mira, id);
    await settleDispute(desk, mira, id, { outcome: 'amended', reason: 'The memo was found.' });
  }

  test('goes to another desk with every step of its review, and is the same there', async () => {
    await everyStep();
    const text = await exported(desk, 'json');
    const [file] = JSON.parse(text).articles;
    const told = new Set(file.events.map(({ action }: { action: string }) => action));
    const steps = eventActions.filter((action) =>
      /^(verdict|proposal|comment|review)/u.test(action),
    );
    expect(steps.filter((action) => !told.has(action))).toEqual([]);
    for (const step of ['annotation.settled', 'annotation.reopened']) expect(told).toContain(step);
    const other = openDesk(openMemoryStore());
    await importReport(other, operator, text);
    expect(await exported(other, 'json')).toBe(text);
  });

  test.each(formatNames)('keeps both sides of a dispute in a report as %s', async (format) => {
    await everyStep();
    // Where a page is set, its lines break a sentence anywhere.
    const text = (await exported(desk, format)).replace(/\s+/gu, ' ');
    expect(text).toContain('It went by way of her.');
    expect(text).toContain('The memo was found.');
    expect(text).toContain('Two metres of what?');
    for (const name of ['Nils Oder', 'Mira Sen']) expect(text).toContain(name);
  });

  test.each(formatNames)(
    'shows nothing of a proposal with a hop off the record, as %s',
    async (format) => {
      const proposal = 'Thaddeus Brimble (off the record) -> The Harbour Post';
      await judge({ verdict: 'dispute', comment: 'Ask whoever draws the wall.', proposal });
      const text = await exported(desk, format);
      expect(text).toContain('Nils Oder');
      expect(text).not.toContain('Brimble');
      expect(text).not.toContain('whoever draws');
    },
  );
});

describe('the report on a whole desk', () => {
  let desk: HarbourDesk;
  beforeEach(async () => {
    desk = await openHarbourDesk();
    await addArticle(desk, desk.mira, parse(articleInput, { ...another, title: 'The second' }));
  });

  const another = { title: '', publisher: 'The Harbour Post', text: 'The mole is to be raised.' };

  test('is named after the newest event that it tells, whatever came since', async () => {
    const newest = (await exportReport(desk, null, 'json', nowhere)).date;
    const inner = { target: { exact: 'mole' }, chain: 'Ida (off the record) -> ?' };
    const { id } = (await articlesOf(desk, null)).at(-1)?.article ?? { id: '' };
    await createAnnotation(desk, desk.jonas, id, parse(annotationInput, inner));
    const { date, pieces } = await exportReport(desk, null, 'json', nowhere);
    expect(date).toBe(newest);
    expect(JSON.parse(await text(pieces)).date).toBe(newest);
  });

  test.each(['md', 'html'] as const)(
    'says as %s where the desk was changed after its summary had been counted',
    async (format) => {
      const quiet = await exported(desk, format);
      expect(quiet).not.toContain('while this report was written');
      const { write } = formats[format];
      const report = await reportOn(desk, null, nowhere);
      const articles = async function* () {
        await judge();
        yield* report.articles();
      };
      expect(await text(write({ ...report, articles }))).toContain('while this report was written');
    },
  );

  const judge = () =>
    giveVerdict(desk, desk.nils, desk.annotation.id, verdict({ verdict: 'agree' }));

  test('leaves out an article that is deleted before its turn', async () => {
    const report = await reportOn(desk, null, nowhere);
    const [, second] = report.contents;
    await deleteArticle(desk, desk.mira, second?.id ?? '', { annotations: true });
    const told: string[] = [];
    for await (const { article } of report.articles()) told.push(article.title);
    expect(told).toHaveLength(1);
  });
});

describe('while a blind round is open on an article', () => {
  let desk: RoundDesk;
  beforeEach(async () => {
    desk = await openDeskWithRound();
    await annotate(desk, desk.jonas, 'The ferry will stop', 'Rolf Aas -> The Harbour Post');
    await annotate(desk, desk.nils, 'The quay is to be sold', 'Rolf Aas -> The Harbour Post', {
      on: desk.elsewhere,
    });
  });

  test.each(formatNames)('a report as %s is the same for everybody', async (format) => {
    const people = [null, desk.jonas, desk.nils, desk.mira];
    const files = await Promise.all(
      people.map(async (person) => bytesOf(await visibleTo(desk, person), format)),
    );
    const [file = Buffer.of()] = files;
    expect(files.every((each) => each.equals(file))).toBe(true);
    expect(await readable(file)).toContain('The quay is to be sold');
    expect(await readable(await bytesOf(desk, format, desk.article))).not.toContain('Rolf Aas');
  });

  test('its report says so, without a number', async () => {
    const [open] = await articlesOf(desk, desk.article);
    expect(open).toMatchObject({ blind: true, annotations: [], leftOut: { annotations: 0 } });
    const [elsewhere] = await articlesOf(desk, desk.elsewhere);
    expect(elsewhere).toMatchObject({ blind: false, annotations: [{ number: 1 }] });
  });

  test('and when it has ended, everything is in the report', async () => {
    await end(desk);
    const [article] = await articlesOf(desk, desk.article);
    expect(article).toMatchObject({ blind: false, annotations: [{ creator: 'Jonas Ek' }] });
  });
});
