/** What every form does: keeps its fields, runs one command, and shows a refusal at the field it names. */
import { useState } from 'react';
import type { Refusal } from '#model/contract/refusal.ts';
import { useLanguage } from '../i18n/index.ts';
import type { Input, OperationName, Output } from './office.ts';
import { useCommand } from './office-context.tsx';
import { fieldText, refusalText } from './refusal-text.ts';

export interface Form<Name extends OperationName> {
  readonly running: boolean;
  /** The words to show at one field. */
  errorOf(field: string): string | undefined;
  /** The words to show above the buttons: of a refusal that names none of `fields`. */
  generalError(fields: readonly string[]): string | undefined;
  clear(): void;
  /** @returns the output, or undefined where it was refused (and is shown). */
  submit(input: Input<Name>): Promise<Output<Name> | undefined>;
}

/** A refusal is at a field that it names, or that holds what it names (`barcodes.0.code`). */
function isAt(problem: Refusal, field: string): boolean {
  return problem.field === field || problem.field?.startsWith(`${field}.`) === true;
}

export function useForm<Name extends OperationName>(name: Name): Form<Name> {
  const language = useLanguage();
  const command = useCommand(name);
  // The refusal, not its words: these follow the language of the screen.
  const [problem, setProblem] = useState<Refusal | undefined>(undefined);
  return {
    running: command.running,
    errorOf: (field) => (problem !== undefined && isAt(problem, field) ? fieldText(problem, language, name) : undefined),
    generalError: (fields) => (problem === undefined || fields.some((field) => isAt(problem, field)) ? undefined : refusalText(problem, language, name)),
    clear: () => setProblem(undefined),
    async submit(input) {
      setProblem(undefined);
      const result = await command.run(input, { quiet: true });
      if (result.ok) return result.value;
      setProblem(result.refusal);
      return undefined;
    },
  };
}
