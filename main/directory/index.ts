/** The directory area: its projection and its handlers. */
import type { KindRegistry } from '#model/document/registry.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import type { Area } from '../area.ts';
import type { DirectoryParts } from './amendment.ts';
import { enrolmentHandlers } from './enrolment-commands.ts';
import { foundingHandler } from './founding.ts';
import { officeHandlers } from './office-commands.ts';
import { personHandlers } from './person-commands.ts';
import { createDirectoryProjection } from './projection.ts';
import { directoryQueries } from './queries.ts';
import { recoveryHandler } from './recovery-commands.ts';
import { tokenHandler } from './token-commands.ts';
import { workstationHandlers } from './workstation-commands.ts';

export interface DirectoryAreaOptions extends DirectoryParts {
  readonly signatures: SignatureScheme;
  /** All kinds of documents: a token names one. */
  readonly kinds: KindRegistry;
}

export function createDirectoryArea({ identity, views, signatures, kinds }: DirectoryAreaOptions): Area {
  const parts = { identity, views };
  return {
    name: 'directory',
    projections: [createDirectoryProjection(views)],
    handlers: [
      foundingHandler(parts, signatures),
      ...officeHandlers(parts),
      ...personHandlers(parts),
      ...workstationHandlers(parts),
      ...enrolmentHandlers(parts, signatures),
      tokenHandler(parts, kinds),
      recoveryHandler(parts, signatures),
      ...directoryQueries(identity),
    ],
  };
}
