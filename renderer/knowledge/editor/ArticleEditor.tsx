/** The article's text: Tiptap on the document's Y.XmlFragment `body`, with its outline at the left. */
import Collaboration from '@tiptap/extension-collaboration';
import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import type { ArticleDocument } from './article-document.ts';
import { outlineOf } from './outline.ts';
import { Toolbar } from './Toolbar.tsx';
import styles from './Editor.module.css';

export function ArticleEditor({ document, editable }: { readonly document: ArticleDocument; readonly editable: boolean }) {
  const { t } = useTranslation();
  const editor = useEditor(
    {
      // The styles stand in our own sheet: the page's policy allows no style element.
      injectCSS: false,
      editable,
      extensions: [
        StarterKit.configure({ undoRedo: false, link: { openOnClick: false } }),
        Collaboration.configure({ fragment: document.doc.getXmlFragment('body') }),
      ],
      editorProps: { attributes: { class: styles.prose ?? '', role: 'textbox', 'aria-multiline': 'true', 'aria-label': t('knowledge.body') } },
    },
    [document],
  );
  // Unmounting comes a turn later: by then the binding would have deleted what it cannot hold. Its plugin goes with it,
  // because any update of the view writes what the view shows.
  useEffect(
    () =>
      document.onForeign(() => {
        editor.unregisterPlugin([yUndoPluginKey, ySyncPluginKey]);
      }),
    [document, editor],
  );
  const outline = useEditorState({ editor, selector: ({ editor: current }) => outlineOf(current.getJSON()) });
  if (editor.isEditable !== editable) editor.setEditable(editable);
  return (
    <div className={styles.text}>
      <nav className={styles.outline} aria-label={t('knowledge.outline')}>
        <h2>{t('knowledge.outline')}</h2>
        {outline.length === 0 ? <p className="quiet">{t('knowledge.noOutline')}</p> : null}
        {outline.map((entry) => (
          <button
            key={entry.index}
            type="button"
            className={classes(styles.outlineEntry)}
            data-level={entry.level}
            onClick={() => {
              editor.view.dom.querySelectorAll(':scope > h1, :scope > h2, :scope > h3, :scope > h4').item(entry.index)?.scrollIntoView({ block: 'start' });
            }}
          >
            {entry.text}
          </button>
        ))}
      </nav>
      <div className={styles.paper}>
        <Toolbar editor={editor} />
        <EditorContent editor={editor} className={styles.content} />
      </div>
    </div>
  );
}
