/** Thrown where a local edit breaks a rule of its document; nothing of the edit stays. */
import type { DocumentProblem } from '#model/document/kind.ts';

export class DocumentRefused extends Error {
  readonly document: string;
  readonly problem: DocumentProblem;

  constructor(document: string, problem: DocumentProblem) {
    super(`${document}: ${problem.detail} [${problem.rule}]`);
    this.name = 'DocumentRefused';
    this.document = document;
    this.problem = problem;
  }
}
