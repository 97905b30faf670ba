import { carrier, compareEditions } from '../src/domain/articles/carrying.js';
import { find } from '../src/domain/text/quotes/find.js';
import { describe } from '../src/domain/text/quotes/quote.js';
import { languageMinutes } from '../test/cases/language-minutes.js';
import { type LanguageCase, languageCases } from '../test/cases/languages.js';
import { markedOnce } from '../test/cases/marked.js';

const plain = (sentence: string) => sentence.replace(/[[\]]/gu, '');

/** The paragraph as it was, and as others have it: whether the passage is turned there. */
function* corrections({ language, before, sentence, after, extra, turned }: LanguageCase) {
  const paragraph = (...parts: string[][]) => parts.flat().join(language === 'zh' ? '' : ' ');
  for (const other of Object.values(turned))
    yield { now: paragraph(before, [plain(other)], after), isTurned: true };
  const own = [plain(sentence)];
  yield { now: paragraph([extra], before, own, after), isTurned: false };
  yield { now: paragraph(before, [extra], own, after), isTurned: false };
  yield { now: paragraph(before, own, [extra], after), isTurned: false };
  yield { now: paragraph(before.slice(1), own, after), isTurned: false };
  yield { now: paragraph(before, own, after.slice(1)), isTurned: false };
}

/** A line for each language, named and not: how many corrections of its news and minutes are told rightly. */
export function languageLines(): string[] {
  const all = [...languageCases, ...languageMinutes];
  return [...new Set(all.map(({ language }) => language))].flatMap((language) =>
    [language, null].map((named) => {
      const answers = all
        .filter((each) => each.language === language)
        .flatMap((each) => answersFor(each, named));
      const count = (kind: string) => answers.filter((answer) => answer === kind).length;
      const how = named ? 'named' : 'not named';
      return (
        `${language}, ${how}`.padEnd(38) +
        ` ${answers.length} answers  ${count('right')} right  ${count('asked too often')} asked too often  ${count('wrong unsaid')} wrong unsaid`
      );
    }),
  );
}

function answersFor(each: LanguageCase, language: string | null): string[] {
  const gap = each.language === 'zh' ? '' : ' ';
  const { text, span } = markedOnce([...each.before, each.sentence, ...each.after].join(gap));
  return [...corrections(each)].flatMap(({ now, isTurned }) =>
    [
      carrier(compareEditions(text, now), language)(span),
      find(now, describe(text, span), span, language),
    ].map(({ kind }) => {
      const stands = kind === 'exact' || kind === 'moved';
      if (stands !== isTurned) return 'right';
      return isTurned ? 'wrong unsaid' : 'asked too often';
    }),
  );
}
