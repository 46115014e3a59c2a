/** The articles by space, with search over title and text. */
import { Button, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { BookOpen, FilePlus2, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useKeys } from '../app/keyboard/keys.tsx';
import { useLive } from '../app/office-context.tsx';
import { useRows } from '../app/use-rows.ts';
import { Chip } from '../design/Chip.tsx';
import { classes } from '../design/classes.ts';
import { EmptyState } from '../design/EmptyState.tsx';
import { KeyHint } from '../design/KeyHint.tsx';
import { Moment } from '../design/Moment.tsx';
import { Page } from '../design/Page.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { CreateArticle } from './CreateArticle.tsx';
import styles from './Knowledge.module.css';

const TYPING_MS = 120;

export function KnowledgePage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const space = search.get('space') ?? undefined;
  const reviewDue = search.has('review');
  const creating = search.has('new');
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), TYPING_MS);
  const spaces = useLive('knowledge.spaces', {}).value?.rows ?? [];
  const articles = useRows('article.list', {
    ...(space === undefined ? {} : { space }),
    ...(reviewDue ? { reviewDue: true } : {}),
    ...(asked === '' ? {} : { text: asked }),
  });
  const total = spaces.reduce((sum, each) => sum + each.articles, 0);
  const startCreating = (): void => setSearch(space === undefined ? { new: '' } : { new: '', space });
  useKeys([{ keys: 'n', label: t('knowledge.new'), run: startCreating }]);
  const filtered = asked !== '' || reviewDue || space !== undefined;

  return (
    <Page>
      <PageHeader
        title={t('frame.areas.knowledge')}
        views={
          <>
            <TextInput
              w={260}
              aria-label={t('knowledge.search')}
              placeholder={t('knowledge.search')}
              leftSection={<Search size={14} aria-hidden />}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Switch
              label={t('knowledge.reviewDueOnly')}
              checked={reviewDue}
              onChange={(event) => setSearch({ ...(space === undefined ? {} : { space }), ...(event.currentTarget.checked ? { review: '' } : {}) })}
            />
          </>
        }
        actions={
          <Button variant="filled" leftSection={<FilePlus2 size={15} aria-hidden />} rightSection={<KeyHint keys="N" />} onClick={startCreating}>
            {t('knowledge.new')}
          </Button>
        }
      />
      <div className={styles.columns}>
        <nav className={styles.spaces} aria-label={t('knowledge.spaces')}>
          <Link className={classes(styles.space, space === undefined && styles.current)} to="/knowledge" aria-current={space === undefined ? 'page' : undefined}>
            <span>{t('knowledge.allSpaces')}</span>
            <span className="quiet tabular">{total}</span>
          </Link>
          {spaces.map((each) => (
            <Link
              key={each.space}
              className={classes(styles.space, each.space === space && styles.current)}
              to={`/knowledge?space=${encodeURIComponent(each.space)}`}
              aria-current={each.space === space ? 'page' : undefined}
            >
              <span>{each.space}</span>
              <span className="quiet tabular">{each.articles}</span>
            </Link>
          ))}
        </nav>
        <div className={styles.list}>
          {creating ? <CreateArticle space={space} onClose={() => setSearch(space === undefined ? {} : { space })} /> : null}
          {articles.ready ? null : <Skeleton />}
          {articles.ready && articles.rows.length === 0 && !creating ? (
            filtered ? (
              <EmptyState icon={Search} title={t('knowledge.nothing')} hint={t('knowledge.emptyHint')} />
            ) : (
              <EmptyState
                icon={BookOpen}
                title={t('knowledge.empty')}
                hint={t('knowledge.emptyHint')}
                action={
                  <Button variant="filled" onClick={startCreating}>
                    {t('knowledge.new')}
                  </Button>
                }
              />
            )
          ) : null}
          <ul className={styles.articles} aria-label={t('knowledge.articles')}>
            {articles.rows.map((article) => (
              <li key={article.id}>
                <Link className={styles.article} to={`/knowledge/${article.id}`}>
                  <span className={styles.articleHead}>
                    <strong>{article.title}</strong>
                    {article.reviewDue ? <Chip tone="warn">{t('knowledge.reviewDue')}</Chip> : null}
                  </span>
                  <span className={styles.excerpt}>{afterTitle(article.excerpt, article.title)}</span>
                  <span className="quiet">
                    {article.space} · {article.ownerName ?? t('knowledge.nobody')} · {t('knowledge.updated')} <Moment ms={article.updatedAtMs} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Page>
  );
}

/** Articles often begin with their title as a heading, which stands above the excerpt already. */
function afterTitle(excerpt: string, title: string): string {
  return excerpt.startsWith(title) ? excerpt.slice(title.length).trimStart() : excerpt;
}
