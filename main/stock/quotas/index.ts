/** Quotas of scarce items, as the stock area takes them in. */
import type { Handler } from '../../area.ts';
import { quotaCommands } from './quota-commands.ts';
import { quotaQueries } from './quota-queries.ts';
import { shareCommands } from './share-commands.ts';

export const quotaHandlers: readonly Handler[] = [...quotaCommands, ...shareCommands, ...quotaQueries];
