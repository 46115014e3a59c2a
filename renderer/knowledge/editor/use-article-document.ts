import { useEffect, useState } from 'react';
import { useOffice } from '../../app/office-context.tsx';
import { useSession } from '../../app/session.tsx';
import { openArticleDocument, type ArticleDocument, type ArticleState } from './article-document.ts';

export interface OpenArticle {
  readonly document: ArticleDocument;
  readonly state: ArticleState;
}

/** Opens an article while the calling screen shows it. Leaving after an edit keeps a version. */
export function useArticleDocument(article: string): OpenArticle | undefined {
  const office = useOffice();
  const { person, office: place } = useSession();
  const [open, setOpen] = useState<OpenArticle | undefined>(undefined);
  useEffect(() => {
    let closed = false;
    const document = openArticleDocument(office, `article/${article}`, (state) => {
      // The channel may answer before `document` is assigned: the state is shown on the next turn.
      queueMicrotask(() => {
        if (!closed) setOpen({ document, state });
      });
    });
    document.awareness.setLocalState({ name: person.name, office: place.code });
    return () => {
      closed = true;
      setOpen(undefined);
      const edited = document.edited();
      document.close();
      // The answer is of no use to a screen that is gone; the next visit asks for the versions again.
      if (edited) void office.call('article.checkpoint', { id: article }, { requestId: crypto.randomUUID() });
    };
  }, [office, article, person.name, place.code]);
  return open;
}
