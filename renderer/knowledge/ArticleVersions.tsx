import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand, useLive } from '../app/office-context.tsx';
import { useSay } from '../app/say.ts';
import { OfficeChip } from '../design/Chip.tsx';
import { Drawer } from '../design/Drawer.tsx';
import { formatMoment } from '../design/format/date.ts';
import { Moment } from '../design/Moment.tsx';
import { useNow } from '../design/use-now.ts';
import { useLanguage } from '../i18n/index.ts';
import styles from './Article.module.css';

/** The versions that were kept. Bringing one back is a new edit, and what stands now is kept first. */
export function ArticleVersions({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  const versions = useLive('article.versions', { id, limit: 200 }).value?.rows;
  const keep = useCommand('article.checkpoint');
  const restore = useCommand('article.restore');
  return (
    <Drawer
      label={t('knowledge.versions')}
      title={<h2>{t('knowledge.versions')}</h2>}
      onClose={onClose}
      actions={
        <Button
          loading={keep.running}
          onClick={() => {
            void keep.run({ id }).then((result) => {
              if (result.ok) say.done(t('knowledge.kept'));
            });
          }}
        >
          {t('knowledge.keepVersion')}
        </Button>
      }
    >
      {versions?.length === 0 ? <p className="quiet">{t('knowledge.noVersions')}</p> : null}
      <ol className={styles.versions}>
        {(versions ?? []).map((version) => (
          <li key={version.version}>
            <span className={styles.by}>
              <strong>
                <Moment ms={version.atMs} />
              </strong>
              <span className="quiet">
                {version.byName} · {t(`knowledge.causes.${version.cause}`)}
              </span>
              <OfficeChip code={version.office} />
            </span>
            <p className={styles.excerpt}>{version.excerpt}</p>
            <Button
              size="compact-xs"
              loading={restore.running}
              onClick={() => {
                void restore.run({ id, version: version.version }).then((result) => {
                  if (result.ok) say.done(t('knowledge.restored', { time: formatMoment(version.atMs, now, language) }));
                });
              }}
            >
              {t('knowledge.restoreVersion')}
            </Button>
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
