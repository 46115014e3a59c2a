/** The photo of an item in its drawer, with what changes it at headquarters: chosen from a file, or taken away. */
import { Button } from '@mantine/core';
import { ImagePlus, Trash2 } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useLive } from '../../app/office-context.tsx';
import type { Output } from '../../app/office.ts';
import { useSay } from '../../app/say.ts';
import { useMay } from '../../app/session.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { ItemPhoto } from './ItemPhoto.tsx';
import styles from './ItemPhoto.module.css';
import { shrinkPhoto } from './shrink-photo.ts';

export interface ItemPictureProps {
  readonly item: Pick<Output<'item.read'>, 'id' | 'name' | 'proposedBy'>;
  /** What else can be done with the item, beside its photo. */
  readonly children: ReactNode;
}

export function ItemPicture({ item, children }: ItemPictureProps) {
  const { t } = useTranslation();
  const say = useSay();
  const file = useRef<HTMLInputElement>(null);
  const setPhoto = useCommand('item.setPhoto');
  const mayChange = useMay('item.setPhoto') && item.proposedBy === null;
  const photo = useLive('item.photo', { item: item.id }).value?.photo;
  const [unreadable, setUnreadable] = useState(false);
  if (photo === undefined || (photo === null && !mayChange)) return null;

  async function put(to: string | null, message: string): Promise<void> {
    const before = photo?.base64 ?? null;
    const result = await setPhoto.run({ item: item.id, photo: to });
    if (result.ok) say.done(message, () => void setPhoto.run({ item: item.id, photo: before }));
  }
  async function choose(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return;
    const small = await shrinkPhoto(chosen);
    setUnreadable(small === undefined);
    if (small !== undefined) await put(small, t('places.photoSaved', { item: item.name }));
  }
  return (
    <>
      <div className={styles.part}>
        <ItemPhoto item={item.id} name={t('places.photoOf', { item: item.name })} size="large" />
        {mayChange ? (
          <div className={styles.choices} data-beside={photo === null ? undefined : true}>
            <input
              ref={file}
              type="file"
              hidden
              accept="image/*"
              onChange={(event) => {
                void choose(event.currentTarget.files?.[0]);
                event.currentTarget.value = '';
              }}
            />
            <Button size="compact-sm" variant="subtle" loading={setPhoto.running} leftSection={<ImagePlus size={14} aria-hidden />} onClick={() => file.current?.click()}>
              {t(photo === null ? 'places.addPhoto' : 'places.changePhoto')}
            </Button>
            {photo === null ? null : (
              <Button size="compact-sm" variant="subtle" color="gray" leftSection={<Trash2 size={14} aria-hidden />} onClick={() => void put(null, t('places.photoGone', { item: item.name }))}>
                {t('places.removePhoto')}
              </Button>
            )}
            {children}
          </div>
        ) : null}
      </div>
      {unreadable ? <ErrorNotice>{t('places.photoUnreadable')}</ErrorNotice> : null}
    </>
  );
}
