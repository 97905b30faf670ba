import { z } from 'zod';

/** What the types of values are called by those who read of a fault. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const unclear = 'This can’t be read as what belongs here.';

/** Why a value does not fit its schema, in a sentence for people, where the schema has none itself. */
export const faultWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'invalid_value':
      return `This has to be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}.`;
    case 'too_big':
      return tooMuch(issue.origin, `at most ${issue.maximum}`);
    case 'too_small':
      return tooMuch(issue.origin, `at least ${issue.minimum}`);
    case 'unrecognized_keys':
      return `There is no such field.${fieldsOf(issue.inst)}`;
    default:
      return unclear;
  }
};

function wrongType(expected: string, input: unknown): string {
  if (input === undefined) return 'This is missing.';
  const kind = kinds[expected];
  return kind ? `This has to be ${kind}.` : unclear;
}

function tooMuch(origin: string, bound: string): string {
  if (origin === 'string') return `Use ${bound} characters.`;
  if (origin === 'array') return `Give ${bound} of these.`;
  return `This has to be ${bound}.`;
}

function fieldsOf(schema: unknown): string {
  return schema instanceof z.ZodObject
    ? ` The fields are ${Object.keys(schema.shape).join(', ')}.`
    : '';
}
