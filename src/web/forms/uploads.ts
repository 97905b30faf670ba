import type { Request, RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { maxTextUnits } from '../../domain/articles/article.js';
import { Problem } from '../../domain/problem.js';
import { maxFields, maxParts } from './form-body.js';
import { withLineFeeds } from './form-fields.js';

declare global {
  namespace Express {
    interface Request {
      /** What was wrong with a form that came in parts: its handler throws it where a form can be shown. */
      partsFault?: Problem;
    }
  }
}

const megabyteBytes = 1024 * 1024;
const maxFileBytes = 3 * megabyteBytes;
/** The most that a text of the greatest length takes in UTF-8. */
const maxFieldBytes = 3 * maxTextUnits;

/** What names of fields may be: `take[3]` makes a list of four, and each bracket a list or a thing within the one before. */
const maxName = {
  fieldNameSize: 200,
  fieldNestingDepth: maxParts - 1,
  fieldArrayIndexLimit: maxFields,
};

const readParts = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: {
    ...maxName,
    ...{ fileSize: maxFileBytes, files: 1, fieldSize: maxFieldBytes, fields: 20, parts: 21 },
  },
}).single('file');

/**
 * Reads a form that comes in parts (multipart/form-data), with one file at most, which is kept in
 * memory. Any other body is left for whoever reads it next; one that was read before stays as it is. Such a form has no blown-up letters: a
 * text in Arabic takes three times the room in an ordinary one.
 */
export const formInParts: RequestHandler = (req, res, next) => {
  if (req.body !== undefined) return next();
  readParts(req, res, (fault: unknown) => {
    if (fault) req.partsFault = problemOf(fault);
    // A long text was put together in this turn: others have theirs before more is done with it.
    setImmediate(() => {
      req.body = withLineFeeds(req.body);
      setImmediate(next);
    });
  });
};

/** The file that came with the form, if any. Throws what was wrong with the form. */
export function uploadedFile(req: Pick<Request, 'file' | 'partsFault'>) {
  if (req.partsFault) throw req.partsFault;
  return req.file ? { name: req.file.originalname, bytes: req.file.buffer } : null;
}

function problemOf(fault: unknown): Problem {
  if (!(fault instanceof MulterError)) {
    return new Problem('unreadable', 'This form did not arrive whole. Send it again.');
  }
  if (fault.code === 'LIMIT_FILE_SIZE') {
    return tooLarge('file', 'This file is larger than 3 MB. Paste the part of it that you need.');
  }
  if (fault.code === 'LIMIT_FIELD_VALUE') {
    return tooLarge('text', `Use at most ${maxTextUnits.toLocaleString('en')} characters.`);
  }
  return new Problem('unreadable', 'This form is not one of ours. Reload the page and try again.');
}

function tooLarge(field: string, message: string): Problem {
  return new Problem('too-large', message, [{ field, message }]);
}
