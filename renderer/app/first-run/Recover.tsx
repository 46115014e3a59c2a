/** In place of the frame, while this computer cannot work as the workstation that its records name. */
import { useTranslation } from 'react-i18next';
import type { Output } from '../office.ts';
import { FirstRunScreen } from './FirstRunScreen.tsx';
import { RebuildForm } from './RebuildForm.tsx';

type Setup = Output<'setup.status'>;

export function isToRecover({ state }: Setup): boolean {
  return state === 'keyless' || state === 'rebuilding';
}

export function Recover({ setup }: { readonly setup: Setup }) {
  const { t } = useTranslation();
  const { office, organisation } = setup;
  const values = { office: office?.name ?? '', organisation: organisation?.name ?? '' };
  if (setup.state === 'rebuilding') {
    return (
      <FirstRunScreen title={t('firstRun.recover.rebuilding')} lead={t('firstRun.recover.rebuildingLead', values)}>
        <RebuildForm from="backup" />
      </FirstRunScreen>
    );
  }
  const headquarters = office?.headquarters === true;
  return (
    <FirstRunScreen title={t('firstRun.recover.keyless')} lead={t(headquarters ? 'firstRun.recover.headquartersLead' : 'firstRun.recover.branchLead', values)}>
      {headquarters ? <RebuildForm from="folder" /> : null}
    </FirstRunScreen>
  );
}
