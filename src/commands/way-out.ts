import { Option } from 'commander';
import type { Question } from '../desk/register/questions.js';
import { confirmations } from '../domain/annotations/annotation-input.js';
import { Problem } from '../domain/problem.js';

/** The option that says yes to what is asked before something is saved: to all that may be, unless told. */
export function confirmOption(asked: readonly string[] = confirmations): Option {
  return new Option('--confirm <what...>', 'say yes to what can’t be taken back').choices(asked);
}

interface NamedSources {
  candidates: readonly { id: string; name: string }[];
}

/** A question that a page would ask comes with the words that answer it here. */
export function withWayOut(fault: unknown): never {
  if (!(fault instanceof Problem)) throw fault;
  const { code, message, fields, details } = fault;
  const hint = wayOut(details);
  throw hint ? new Problem(code, `${message} ${hint}`, fields, details) : fault;
}

function wayOut({ candidates, sources, confirm }: Problem['details']): string | null {
  if (candidates) return 'Say which by --prefix or --suffix.';
  if (Array.isArray(confirm)) {
    const codes = confirm.map(({ code }: Question | { code: 'masked' }) => code);
    if (codes.includes('masked')) return 'If that is meant, add --keep-masks.';
    return `If that is meant, add --confirm ${codes.join(' ')}.`;
  }
  if (!Array.isArray(sources)) return null;
  const named = sources.flatMap(({ candidates }: NamedSources) => candidates);
  return `Write #id after the name: ${named.map(({ id, name }) => `${name} #${id}`).join(', ')}.`;
}
