import type { Command } from 'commander';
import { checkDesk } from '../desk/check/check.js';
import { type Finding, note } from '../desk/check/finding.js';
import { Problem } from '../domain/problem.js';
import { counted } from '../domain/text/wording.js';
import { type CommonOptions, command, onDesk, type Shell } from './shell.js';

/** `whence check`: looks through a database for what is wrong; ends with 1 where something is. */
export function checkCommand(shell: Shell): Command {
  return command('check')
    .option('--recount', 'count again what is kept of how often things are named, before')
    .action((options: CheckOptions) => check(shell, options));
}

interface CheckOptions extends CommonOptions {
  recount?: boolean;
}

async function check(shell: Shell, options: CheckOptions): Promise<void> {
  const mode = options.recount ? 'write' : 'read';
  const found: Finding[] = [];
  // What a start would warn of is a finding here.
  const warn = (sentence: string) => void found.push(note('files', sentence));
  const findings = await onDesk({ ...shell, warn }, options, mode, async ({ whole }) => {
    if (options.recount) await whole.recount();
    if (!options.json) for (const finding of found) shell.say(lineOf(finding));
    for await (const finding of checkDesk(whole, (what) => shell.progress(`Checking ${what} …`))) {
      found.push(finding);
      if (!options.json) shell.say(lineOf(finding));
    }
    return found;
  });
  const faults = findings.filter(({ severity }) => severity === 'fault').length;
  const notes = findings.length - faults;
  if (options.json) shell.say(JSON.stringify({ faults, notes, findings }));
  else if (findings.length === 0) shell.say('Nothing is wrong.');
  if (faults > 0) throw new Problem('invalid', `${counted(faults, 'fault')}.`);
}

function lineOf({ severity, where, sentence }: Finding): string {
  return `${severity}: ${where}: ${sentence}`;
}
