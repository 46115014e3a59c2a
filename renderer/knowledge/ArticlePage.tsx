/** One article: title and facts at the top, its text in the middle, its versions at the right when asked for. */
import { Button } from '@mantine/core';
import { Archive, ArrowLeft, Check, History, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useCommand, useLive } from '../app/office-context.tsx';
import { useSay } from '../app/say.ts';
import { useRefusalText } from '../app/use-refusal-text.ts';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { Page } from '../design/Page.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { ArticleFacts } from './ArticleFacts.tsx';
import { ArticleVersions } from './ArticleVersions.tsx';
import { ForeignText } from './ForeignText.tsx';
import { ArticleEditor } from './editor/ArticleEditor.tsx';
import type { ArticleState } from './editor/article-document.ts';
import { Presence } from './editor/Presence.tsx';
import { useArticleDocument } from './editor/use-article-document.ts';
import styles from './Article.module.css';

export function ArticlePage() {
  const { article = '' } = useParams();
  const [opening, setOpening] = useState(0);
  return <OpenArticle key={`${article} ${opening}`} id={article} reopen={() => setOpening(opening + 1)} />;
}

function OpenArticle({ id, reopen }: { readonly id: string; readonly reopen: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const article = useLive('article.read', { id });
  const open = useArticleDocument(id);
  const archive = useCommand('article.archive');
  const problem = useRefusalText(article.refusal, 'article.read');
  const stopped = useRefusalText(open?.state.refusal, 'article.write');
  const versions = search.has('versions');
  const facts = article.value;

  async function putAway(title: string): Promise<void> {
    const result = await archive.run({ id, archived: true });
    if (!result.ok) return;
    say.done(t('knowledge.archived', { title }), () => void archive.run({ id, archived: false }));
    void navigate('/knowledge');
  }

  return (
    <Page drawer={versions ? <ArticleVersions id={id} onClose={() => setSearch({})} /> : undefined}>
      <header className={styles.bar}>
        <Button variant="subtle" color="gray" leftSection={<ArrowLeft size={14} aria-hidden />} onClick={() => void navigate('/knowledge')}>
          {t('knowledge.back')}
        </Button>
        {open === undefined ? null : <Saved state={open.state} />}
        <span className={styles.spacer} />
        {open === undefined ? null : <Presence awareness={open.document.awareness} />}
        <Button variant="subtle" color="gray" leftSection={<History size={14} aria-hidden />} onClick={() => setSearch(versions ? {} : { versions: '' })}>
          {t('knowledge.versions')}
        </Button>
        {facts === undefined || facts.archived ? null : (
          <Button variant="subtle" color="gray" leftSection={<Archive size={14} aria-hidden />} onClick={() => void putAway(facts.title)}>
            {t('knowledge.archive')}
          </Button>
        )}
      </header>
      <div className={styles.notices}>
        {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
        {stopped === undefined ? null : <ErrorNotice>{stopped}</ErrorNotice>}
        {open?.state.connected === false ? <ErrorNotice tone="warn">{t('knowledge.lost')}</ErrorNotice> : null}
        {facts?.archived === true ? (
          <ErrorNotice tone="warn" title={t('knowledge.isArchived')}>
            <Button mt={4} onClick={() => void archive.run({ id, archived: false })}>
              {t('knowledge.restore')}
            </Button>
          </ErrorNotice>
        ) : null}
      </div>
      {facts === undefined ? null : <ArticleFacts article={facts} />}
      {open === undefined || !open.state.ready ? (
        problem === undefined ? <Skeleton rows={10} /> : null
      ) : open.state.foreign ? (
        <ForeignText id={id} text={facts?.text ?? ''} markdown={facts?.markdown ?? ''} onPutInOrder={reopen} />
      ) : (
        <ArticleEditor document={open.document} editable={open.state.refusal === undefined && facts?.archived !== true} />
      )}
    </Page>
  );
}

function Saved({ state }: { readonly state: ArticleState }) {
  const { t } = useTranslation();
  const saving = state.unsaved > 0;
  return (
    <span className={styles.saved} role="status">
      {saving ? <LoaderCircle size={13} aria-hidden /> : <Check size={13} aria-hidden />}
      {t(saving ? 'knowledge.saving' : 'knowledge.savedHere')}
    </span>
  );
}
