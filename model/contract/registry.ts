/** Collects operations and refuses two of the same name. */
import { z } from 'zod';
import type { InputOf, OperationDefinition, OutputOf } from './operation.ts';

/** The operations among what a module exports. */
export type OperationsOf<Module> = Extract<Module[keyof Module], OperationDefinition>;

/** Input and output types of every operation by name. */
export type OperationTypes<Definition extends OperationDefinition> = {
  readonly [Each in Definition as Each['name']]: { readonly input: InputOf<Each>; readonly output: OutputOf<Each> };
};

export interface OperationRegistry {
  readonly all: readonly OperationDefinition[];
  get(name: string): OperationDefinition | undefined;
}

function isOperation(value: unknown): value is OperationDefinition {
  return typeof value === 'object' && value !== null && 'permission' in value && 'reads' in value && 'summary' in value;
}

/** @throws Error when two modules define the same name. */
export function createOperationRegistry(modules: readonly object[]): OperationRegistry {
  const byName = new Map<string, OperationDefinition>();
  for (const value of modules.flatMap((module): unknown[] => Object.values(module))) {
    if (!isOperation(value)) continue;
    if (byName.has(value.name)) throw new Error(`operation ${value.name} is defined twice`);
    byName.set(value.name, value);
  }
  const all = [...byName.values()].toSorted((left, right) => left.name.localeCompare(right.name));
  return { all, get: (name) => byName.get(name) };
}

/** How an operation is told to the outside: help in both languages and JSON Schemas. */
export function describeOperation(definition: OperationDefinition): object {
  return {
    name: definition.name,
    kind: definition.kind,
    summary: definition.summary,
    permission: definition.permission,
    errors: Object.keys(definition.errors),
    input: z.toJSONSchema(definition.input, { io: 'input', unrepresentable: 'any' }),
    output: z.toJSONSchema(definition.output, { io: 'output', unrepresentable: 'any' }),
  };
}
