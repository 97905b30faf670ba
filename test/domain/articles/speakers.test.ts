import { expect, test } from 'vitest';
import { around, placedIn } from '../../cases/carried.js';

/* Who says a passage is told by how they are described, wherever that stands in its sentence. */

/** What becomes of the passage in brackets where its sentence is another. */
const carried = (language: string, was: string, now: string) =>
  placedIn(`${around}\n${was}\n${around}`, `${around}\n${now}\n${around}`, language);

test.each([
  [
    'a word before two that name an office',
    'en',
    'A union leader told reporters in May that [the deal was ready].',
    'A rival union leader told reporters in May that the deal was ready.',
  ],
  [
    'a word between an article and two that name an office',
    'en',
    '[The deal was ready], an elderly union leader at the port told reporters.',
    'The deal was ready, an exiled union leader at the port told reporters.',
  ],
  [
    'a word behind the office',
    'en',
    'A member of the ruling party told reporters in May that [the deal was ready].',
    'A member of the opposition party told reporters in May that the deal was ready.',
  ],
  [
    'a word behind the office, as French has it',
    'fr',
    'Un fonctionnaire haut placé du port a dit hier aux reporters que [l’accord était prêt].',
    'Un fonctionnaire mal placé du port a dit hier aux reporters que l’accord était prêt.',
  ],
  [
    'the name of a journal behind the end of a line',
    'en',
    '[The deal was ready], according to a study in the Journal of\nPhysics that came out.',
    'The deal was ready, according to a study in the Journal of\nMedicine that came out.',
  ],
  [
    'a day of the week, which has a small letter in French',
    'fr',
    'Le maire a écrit dans la nuit de lundi que [l’accord était prêt].',
    'Le maire a écrit dans la nuit de jeudi que l’accord était prêt.',
  ],
  [
    'how somebody without an office is described',
    'en',
    'A tall man in the crowd told reporters in May that [the deal was ready].',
    'A drunk man in the crowd told reporters in May that the deal was ready.',
  ],
  [
    'how they are described behind the passage',
    'en',
    '“[The deal was ready in March],” said a tall man at the quay.',
    '“The deal was ready in March,” said a drunk man at the quay.',
  ],
  [
    'a word more of them',
    'en',
    'On that day a man told reporters in May that [the deal was ready].',
    'On that day a drunk man told reporters in May that the deal was ready.',
  ],
  [
    'where it is said to have been written',
    'en',
    'According to a study in a respected journal that came out in May, [the deal was ready].',
    'According to a study in a predatory journal that came out in May, the deal was ready.',
  ],
  [
    'by whom it was written',
    'en',
    '[The deal was ready], it was reported by a respected journal of the port.',
    'The deal was ready, it was reported by a predatory journal of the port.',
  ],
  [
    'what the inspectors did, by a word that stands in no list',
    'en',
    'Later in the year the inspectors found that the [wall was safe] and stood still.',
    'Later in the year the inspectors dreamt that the wall was safe and stood still.',
  ],
  [
    'how a man is described in German',
    'de',
    'Ein nüchterner Mann am Kai sagte den Leuten, dass [der Vertrag fertig war].',
    'Ein betrunkener Mann am Kai sagte den Leuten, dass der Vertrag fertig war.',
  ],
  [
    'how a paper is described in German',
    'de',
    'Laut einer angesehenen Zeitung aus dem Hafen war es so, dass [der Vertrag fertig war].',
    'Laut einer dubiosen Zeitung aus dem Hafen war es so, dass der Vertrag fertig war.',
  ],
  [
    'how a paper is described in French',
    'fr',
    'Selon un journal respecté du port qui paraît le soir, [l’accord était prêt].',
    'Selon un journal douteux du port qui paraît le soir, l’accord était prêt.',
  ],
  [
    'how a man is described in Spanish',
    'es',
    '[El acuerdo estaba listo], dijo un hombre sobrio en el muelle.',
    'El acuerdo estaba listo, dijo un hombre borracho en el muelle.',
  ],
])('%s makes a passage changed', (_what, language, was, now) => {
  expect(carried(language, was, now)).toMatchObject({ kind: 'changed' });
});

test.each([
  [
    'a word far behind the office',
    'A member of the port council said after a long and cold day that [the deal was ready].',
    'A member of the port council said after a long and rainy day that the deal was ready.',
  ],
  [
    'a word for where somebody said it',
    'In the cold hall the man told reporters in May that [the deal was ready].',
    'In the dark hall the man told reporters in May that the deal was ready.',
  ],
  [
    'a word for what somebody had',
    'The man said in May, with a cold smile and a wet hat, that [the deal was ready].',
    'The man said in May, with a broad smile and a wet hat, that the deal was ready.',
  ],
  [
    'a word for how it rained when nobody spoke',
    '[The deal was ready] when heavy rain fell on a small boat at the quay.',
    'The deal was ready when strong rain fell on a large boat at the quay.',
  ],
  [
    'a word of a heading above it',
    'Heading of all\n[The deal was ready], they said.',
    'Heading of none\nThe deal was ready, they said.',
  ],
  [
    'a word of another item of a list',
    '- One crate\n- [The deal was ready]\n- Rain came down',
    '- Two crates\n- The deal was ready\n- Snow came down',
  ],
])('%s leaves a passage as it was', (_what, was, now) => {
  expect(carried('en', was, now).kind).toMatch(/exact|moved/u);
});
