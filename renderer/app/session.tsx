/** Who sits at which workstation of which office, and what they may do. Screens offer nothing that would be refused. */
import { createContext, useContext, type ReactNode } from 'react';
import type { OperationName } from '#model/operations.ts';
import { CONTRACT } from './contract.ts';
import type { Output } from './office.ts';

type Setup = Output<'setup.status'>;

export interface Session {
  readonly organisation: string;
  readonly office: NonNullable<Setup['office']>;
  readonly workstation: NonNullable<Setup['workstation']>;
  readonly person: NonNullable<Setup['person']>;
}

/** The session of an office that is set up; undefined before. */
export function sessionOf(setup: Setup): Session | undefined {
  const { organisation, office, workstation, person } = setup;
  if (setup.state !== 'member' || organisation === undefined || office === undefined || workstation === undefined || person === undefined) {
    return undefined;
  }
  return { organisation: organisation.name, office, workstation, person };
}

const SessionContext = createContext<Session | undefined>(undefined);

export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('nobody is signed in around this screen');
  return session;
}

/** Whether the person here may run an operation, by the contract's own permissions. The core checks again. */
export function mayRun(session: Session, name: OperationName): boolean {
  const permission = CONTRACT[name]?.permission;
  if (permission === undefined) return false;
  if (permission.where === 'headquarters' && !session.office.headquarters) return false;
  if (typeof permission.roles === 'string') return true;
  return permission.roles.some((role) => session.person.roles.includes(role));
}

export function useMay(name: OperationName): boolean {
  return mayRun(useSession(), name);
}
