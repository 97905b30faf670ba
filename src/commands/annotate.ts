import { type Command, Option } from 'commander';
import { createAnnotation } from '../desk/annotations/annotations.js';
import { visibleTo } from '../desk/rounds/visibility.js';
import { annotationInput } from '../domain/annotations/annotation-input.js';
import { confidenceCodes, credibilityCodes } from '../domain/chain/scales.js';
import { stances } from '../domain/claims/claim.js';
import { parse } from '../domain/parse.js';
import { answer, type CommonOptions, command, onDesk, type Shell } from './shell.js';
import { personOf } from './user.js';
import { confirmOption, withWayOut } from './way-out.js';

interface AnnotateOptions extends CommonOptions {
  quote: string;
  prefix?: string;
  suffix?: string;
  chain: string;
  confidence?: string;
  credibility?: string;
  claim?: string;
  stance?: string;
  note?: string;
  label?: string[];
  confirm?: string[];
  as: string;
}

/** `whence annotate`: makes an annotation of a passage that is quoted and a chain in notation. */
export function annotateCommand(shell: Shell): Command {
  return command('annotate')
    .argument('<article>', 'the article’s id')
    .requiredOption('--quote <text>', 'the passage, as the article has it')
    .option('--prefix <text>', 'the text before it, where the passage stands more than once')
    .option('--suffix <text>', 'the text after it')
    .requiredOption('--chain <notation>', 'such as "Runa Vold -told-> The Harbour Ledger"')
    .addOption(new Option('--confidence <level>').choices(confidenceCodes))
    .addOption(new Option('--credibility <number>').choices(credibilityCodes.map(String)))
    .option('--claim <sentence>', 'the claim that the passage bears on')
    .addOption(new Option('--stance <word>', 'to the claim').choices(stances))
    .option('--note <text>', 'a note for colleagues')
    .option('--label <text>', 'a label; once for each', alsoLabelled)
    .addOption(confirmOption())
    .requiredOption('--as <email>', 'who annotates')
    .action((article: string, options: AnnotateOptions) => annotate(shell, article, options));
}

async function annotate(shell: Shell, article: string, options: AnnotateOptions): Promise<void> {
  const { quote: exact, prefix, suffix, credibility, as, label, ...rest } = options;
  const input = parse(annotationInput, {
    ...rest,
    target: { exact, prefix, suffix },
    ...(label && { labels: label }),
    ...(credibility && { credibility: Number(credibility) }),
  });
  const { annotation, newSources, warnings } = await onDesk(
    shell,
    options,
    'write',
    async (desk) => {
      const person = await personOf(desk, as);
      return createAnnotation(await visibleTo(desk, person), person, article, input).catch(
        withWayOut,
      );
    },
  );
  const { id } = annotation;
  for (const warning of warnings) shell.warn(warning);
  const sources = newSources.map(({ id, name }) => ({ id, name }));
  answer(shell, options, { id, newSources: sources, warnings }, id);
}

function alsoLabelled(label: string, before: readonly string[] = []): string[] {
  return [...before, label];
}
