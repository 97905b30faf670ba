import { expect, test } from 'vitest';
import { placedIn } from '../../cases/carried.js';

/* What becomes of a passage where nobody named the language, and what its letters are taken for may be another's. */

const paragraphs = {
  ca: 'Ningú a l’oficina no n’havia sentit a parlar abans d’aquell dia de març, i ningú no havia preguntat res més.',
  gl: 'Ninguén na oficina oíra falar diso despois daquel día de marzo, e ninguén preguntara máis.',
  da: 'Ingen på kontoret havde hørt om det før den dag i marts, og ingen havde spurgt om noget som helst.',
  no: 'Ingen på kontoret hadde hørt om det før den dagen i mars, og ingen hadde spurt om noe som helst.',
  es: 'Nadie en la oficina había oído hablar de ello antes de aquel día de marzo, y nadie había preguntado nada.',
};

function carried(language: keyof typeof paragraphs, was: string, now: string) {
  const around = paragraphs[language];
  const before = `${around} ${around}`;
  return placedIn(`${before}\n${was}\n${around}`, `${before}\n${now}\n${around}`, null).kind;
}

test.each([
  ['ca', 'El consell potser es va reunir ahir al port i al final [va signar l’acord].', 'potser '],
  ['ca', 'Un home begut va dir ahir al port que [l’acord estava a punt].', 'begut '],
  ['ca', 'Segons un diari dubtós del port, [l’acord estava a punt].', 'dubtós '],
  ['gl', 'O consello quizais reuniuse onte no porto e ao final [asinou o acordo].', 'quizais '],
  ['gl', 'Un home bébedo dixo onte no porto que [o acordo estaba listo].', 'bébedo '],
  ['da', 'Rådet har måske mødtes ved havnen og til sidst [underskrevet aftalen].', 'måske '],
  ['no', 'Rådet har kanskje møttes ved havnen og til slutt [undertegnet avtalen].', 'kanskje '],
] as const)(
  'in %s without a tag, of “%s” a word that goes makes it changed',
  (language, was, word) => {
    expect(carried(language, was, was.replace(word, '').replace(/[[\]]/gu, ''))).toBe('changed');
  },
);

test.each([
  [
    'es',
    'Llovía sobre el viejo puerto de la ciudad cuando por la tarde [el acuerdo estaba listo].',
    'viejo ',
  ],
  ['da', 'Det regnede på den gamle havn i byen, da om aftenen [aftalen var klar].', 'gamle '],
  ['no', 'Det regnet på den gamle havnen i byen, da om kvelden [avtalen var klar].', 'gamle '],
] as const)(
  'in %s without a tag, of “%s” a word for something else may go',
  (language, was, word) => {
    expect(carried(language, was, was.replace(word, '').replace(/[[\]]/gu, ''))).toMatch(
      /exact|moved/u,
    );
  },
);
