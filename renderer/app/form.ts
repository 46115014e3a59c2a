/** What every form does: keeps its fields, runs one command, and shows a refusal at the field it names. */
import { useState } from 'react';
import { useLanguage } from '../i18n/index.ts';
import type { Input, OperationName, Output } from './office.ts';
import { useCommand } from './office-context.tsx';
import { fieldProblem, refusalText } from './refusal-text.ts';

export interface FormProblem {
  /** The input field at fault; undefined where it is none of them. */
  readonly field: string | undefined;
  readonly text: string;
  /** The same beside the field, where its name need not be said. */
  readonly beside: string;
}

export interface Form<Name extends OperationName> {
  readonly running: boolean;
  readonly problem: FormProblem | undefined;
  /** The words to show at one field. */
  errorOf(field: string): string | undefined;
  /** The words to show above the buttons: of a refusal that names none of `fields`. */
  generalError(fields: readonly string[]): string | undefined;
  clear(): void;
  /** @returns the output, or undefined where it was refused (and is shown). */
  submit(input: Input<Name>): Promise<Output<Name> | undefined>;
}

export function useForm<Name extends OperationName>(name: Name): Form<Name> {
  const language = useLanguage();
  const command = useCommand(name);
  const [problem, setProblem] = useState<FormProblem | undefined>(undefined);
  return {
    running: command.running,
    problem,
    errorOf: (field) => (problem?.field === field ? problem.beside : undefined),
    generalError: (fields) => (problem === undefined || fields.includes(problem.field ?? '') ? undefined : problem.text),
    clear: () => setProblem(undefined),
    async submit(input) {
      setProblem(undefined);
      const result = await command.run(input, { quiet: true });
      if (result.ok) return result.value;
      const text = refusalText(result.refusal, language, name);
      setProblem({ field: result.refusal.field, text, beside: fieldProblem(result.refusal, language) ?? text });
      return undefined;
    },
  };
}
