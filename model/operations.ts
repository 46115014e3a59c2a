/** Everything an office can be asked: the areas' operations gathered. A new area is one import and one line. */
import * as directory from './directory/operations.ts';
import * as exchange from './exchange/operations.ts';
import * as headquarters from './headquarters/operations.ts';
import * as knowledge from './knowledge/operations.ts';
import * as maintenance from './maintenance/operations.ts';
import * as orders from './orders/operations.ts';
import * as sample from './sample/operations.ts';
import * as search from './search/operations.ts';
import * as stock from './stock/operations.ts';
import * as sync from './sync/operations.ts';
import * as tasks from './tasks/operations.ts';
import { createOperationRegistry, type OperationsOf, type OperationTypes } from './contract/registry.ts';

type Definition =
  | OperationsOf<typeof directory>
  | OperationsOf<typeof exchange>
  | OperationsOf<typeof headquarters>
  | OperationsOf<typeof knowledge>
  | OperationsOf<typeof maintenance>
  | OperationsOf<typeof orders>
  | OperationsOf<typeof sample>
  | OperationsOf<typeof search>
  | OperationsOf<typeof stock>
  | OperationsOf<typeof sync>
  | OperationsOf<typeof tasks>;

/** Input and output of every operation by its name. */
export type Operations = OperationTypes<Definition>;
export type OperationName = keyof Operations;

export const operations = createOperationRegistry([directory, exchange, headquarters, knowledge, maintenance, orders, sample, search, stock, sync, tasks]);
