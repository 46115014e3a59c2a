/** The organisation of the simulations: headquarters, two workstations in BJ, one in GZ. */
import * as Y from 'yjs';
import { createSampleDirectory, office, person, type SampleDirectory, type SampleWorkstation } from '#model/directory/testing/sample-directory.ts';
import { putEntry } from '#model/directory/writing.ts';
import type { PersonId } from '#model/identity/ids.ts';

export interface Member {
  readonly workstation: SampleWorkstation;
  readonly person: PersonId;
}

export interface Organisation {
  readonly sample: SampleDirectory;
  readonly directory: Uint8Array;
  readonly members: readonly Member[];
}

/** Made once: keys and signatures do not depend on the seed. */
export function foundOrganisation(): Organisation {
  const sample = createSampleDirectory();
  const head = person(sample.newId());
  sample.put('people', { id: head, name: '张伟', office: office('SH'), roles: ['hq', 'manager', 'clerk'], active: true }, sample.headquarters.signer);
  const enrolment = sample.makeEnrolment('BJ', 'clerk', sample.headquarters.signer);
  putEntry(sample.doc, 'enrolments', enrolment.record);
  const second = sample.makeWorkstation(enrolment, 'B');
  putEntry(sample.doc, 'workstations', second.record);
  sample.put('people', { id: enrolment.record.person, name: '刘洋', office: office('BJ'), roles: ['clerk'], active: true }, enrolment.signer);
  const introduced = (workstation: SampleWorkstation): PersonId => {
    const found = sample.enrolments.find(({ record }) => record.id === workstation.record.enrolment);
    if (found === undefined) throw new Error('a workstation without an enrolment');
    return found.record.person;
  };
  return {
    sample,
    directory: Y.encodeStateAsUpdate(sample.doc),
    members: [
      { workstation: sample.headquarters, person: head },
      { workstation: sample.beijing, person: introduced(sample.beijing) },
      { workstation: second, person: enrolment.record.person },
      { workstation: sample.guangzhou, person: introduced(sample.guangzhou) },
    ],
  };
}
